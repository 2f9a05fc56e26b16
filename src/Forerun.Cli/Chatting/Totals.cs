using Forerun.AI.Speculating.Reporting;
using Forerun.Cli.Chatting.Showing;
using Forerun.Cli.Explaining;
using Forerun.Cli.Output;
using Forerun.Ledgers;

namespace Forerun.Cli.Chatting;

/// <summary>What a chat has taken, cost and won so far.</summary>
internal sealed class Totals(BetBoard board)
{
    private readonly List<TurnReport> turns = [];

    public TurnReport? Last => turns.LastOrDefault();

    public int Turns => turns.Count;

    public TimeSpan Took => turns.Aggregate(TimeSpan.Zero, (sum, t) => sum + t.Took);

    public TimeSpan OneByOne => turns.Aggregate(TimeSpan.Zero, (sum, t) => sum + t.OneByOne);

    /// <summary>USD; null: of some calls nobody knows the price.</summary>
    public decimal? Cost => board.Spent is { Unknown: 0, Cost: var usd } ? usd.Amount : null;

    /// <summary>USD of bets that were not won, as far as known.</summary>
    public decimal Lost => board.Bets.Where(b => b.Outcome is Outcome.Miss or Outcome.Cancelled).Sum(b => b.Cost ?? 0);

    public void Add(TurnReport report) => turns.Add(report);

    public int Of(Outcome outcome) => board.Bets.Count(b => b.Outcome == outcome);

    /// <summary>For people, in a sentence.</summary>
    public string Sentence()
    {
        var difference = OneByOne - Took;
        var sooner = difference >= TimeSpan.Zero ? $"{Comparison.Seconds(difference)} sooner" : $"{Comparison.Seconds(-difference)} later";
        var (cost, unknown) = board.Spent;
        return $"{Counts.Of(Turns, "turn")} in {Comparison.Seconds(Took)}, {sooner} than one call after the other; {cost}"
            + $"{(unknown > 0 ? $", and what {Counts.Of(unknown, "call")} without a known price cost" : "")}, {Comparison.Dollars(Lost)} of it lost on bets: "
            + $"{Of(Outcome.Hit)} won, {Of(Outcome.Miss)} missed, {Of(Outcome.Cancelled)} dropped.";
    }
}
