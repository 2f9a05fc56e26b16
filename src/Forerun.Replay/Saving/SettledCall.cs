using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Replay.Saving;

/// <summary>One call of a settled run, as savings take it.</summary>
/// <param name="Row">The call.</param>
/// <param name="Outcome">What came of it, if it was a bet.</param>
/// <param name="IsReal">Whether the run would have made it without bets: the real world asked for it, or adopted it.</param>
/// <param name="HeadStart">How long it had been under way when it was asked for, s.</param>
/// <param name="Cost">USD, tries before the last included; null: not known.</param>
internal sealed record SettledCall(AttemptRow Row, Outcome? Outcome, bool IsReal, decimal HeadStart, Usd? Cost)
{
    /// <summary>How long it was under way, s.</summary>
    public decimal Seconds => Replayer.Seconds(Row.At - Row.StartedAt);

    /// <summary>Whether it was begun on a guess and the run went on with it.</summary>
    public bool IsAdopted => IsReal && Row.Standing != Standing.Authoritative;

    /// <summary>What this call alone comes to. Seconds saved are the run's and not in it.</summary>
    public Saved Saved()
    {
        var usd = Cost?.Amount ?? 0;
        var wasted = Row.Standing == Standing.Bet && !IsReal;
        return new Saved
        {
            Usd = usd,
            UnknownCosts = Cost is null ? 1 : 0,
            Hits = Outcome == Ledgers.Outcome.Hit ? 1 : 0,
            Misses = Outcome == Ledgers.Outcome.Miss ? 1 : 0,
            Cancelled = Outcome == Ledgers.Outcome.Cancelled ? 1 : 0,
            HeadStartSeconds = HeadStart,
            WastedSeconds = wasted ? Seconds : 0,
            WastedUsd = wasted ? usd : 0,
            GuessesUsd = Row.Standing == Standing.Purchase ? usd : 0,
            WithoutBetsUsd = IsReal ? usd : 0,
        };
    }

    /// <summary>The calls of a run; of a file that does not say which it went on with, those of bets that hit.</summary>
    public static List<SettledCall> Of(RunRow run, IReadOnlyList<LedgerRow> rows)
    {
        var bets = rows.OfType<BetRow>().GroupBy(b => b.Attempt).ToDictionary(g => g.Key, g => g.Last());
        var tries = rows.OfType<TryRow>().ToLookup(t => t.Attempt);
        return [.. rows.OfType<AttemptRow>().Select(a =>
        {
            var bet = bets.GetValueOrDefault(a.Attempt);
            var isReal = a.Standing == Standing.Authoritative || (run.Adopted?.Contains(a.Attempt) ?? bet?.Outcome == Ledgers.Outcome.Hit);
            return new SettledCall(a, bet?.Outcome, isReal, bet is null ? 0 : Replayer.Seconds(bet.Saved), CostOf(a, tries[a.Attempt]));
        })];
    }

    private static Usd? CostOf(AttemptRow attempt, IEnumerable<TryRow> tries)
    {
        var cost = attempt.Cost;
        foreach (var tried in tries) cost = tried.Cost is { } spent ? cost + spent : null;
        return cost;
    }
}
