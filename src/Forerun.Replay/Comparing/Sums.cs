using Forerun.Ledgers;

namespace Forerun.Replay.Comparing;

/// <summary>Reads the ledger of one pass as it is written and keeps sums, so that a hundred thousand steps need no memory of their rows.</summary>
internal sealed class Sums : ILedger
{
    private readonly List<AttemptRow> attempts = [];
    private readonly Dictionary<int, BetRow> bets = [];
    private readonly Dictionary<string, (decimal Prompt, decimal Generated)> tokens = [];
    private readonly Dictionary<string, BetsOn> betsOn = [];

    /// <summary>Where the dollars went so far.</summary>
    public Spending Spending { get; private set; } = new(0, 0, 0);

    /// <summary>The bets by operation, most first.</summary>
    public IReadOnlyList<BetsOn> BetsOn => [.. betsOn.Values.OrderByDescending(b => b.Bets).ThenBy(b => b.Operation, StringComparer.Ordinal)];

    /// <summary>Prompt and generated tokens of a run.</summary>
    public (decimal Prompt, decimal Generated) TokensOf(string run) => tokens.GetValueOrDefault(run);

    /// <inheritdoc/>
    public void Append(LedgerRow row)
    {
        if (row is AttemptRow attempt) attempts.Add(attempt);
        else if (row is BetRow bet) bets[bet.Attempt] = bet;
        else if (row is RunRow run) Close(run.Tags.Run);
    }

    private void Close(string run)
    {
        var (prompt, generated) = (0m, 0m);
        foreach (var attempt in attempts)
        {
            prompt += attempt.Usage?.InputTokens ?? 0;
            generated += attempt.Fraction * (attempt.Usage?.OutputTokens ?? 0);
            Spend(attempt, bets.GetValueOrDefault(attempt.Attempt));
        }

        tokens[run] = (prompt, generated);
        attempts.Clear();
        bets.Clear();
    }

    private void Spend(AttemptRow attempt, BetRow? bet)
    {
        var usd = attempt.Cost?.Amount ?? 0;
        var isHit = bet?.Outcome == Outcome.Hit;
        Spending = attempt.Standing switch
        {
            Standing.Purchase => Spending with { Guesses = Spending.Guesses + usd },
            Standing.Bet when !isHit => Spending with { LostBets = Spending.LostBets + usd },
            _ => Spending with { Steps = Spending.Steps + usd },
        };
        if (attempt.Standing != Standing.Bet) return;
        var known = betsOn.GetValueOrDefault(attempt.Operation) ?? new BetsOn(attempt.Operation, 0, 0, 0, 0, 0);
        betsOn[attempt.Operation] = new BetsOn(
            attempt.Operation, known.Hits + (isHit ? 1 : 0), known.Misses + (bet?.Outcome == Outcome.Miss ? 1 : 0),
            known.Cancelled + (bet?.Outcome is null or Outcome.Cancelled ? 1 : 0),
            known.SavedSeconds + (isHit ? bet!.Saved.Ticks / (decimal)TimeSpan.TicksPerSecond : 0), known.LostUsd + (isHit ? 0 : usd));
    }
}
