namespace Forerun.Replay.Comparing;

/// <summary>Where the dollars of a policy went. The parts make up the whole.</summary>
/// <param name="Steps">USD of calls that the runs asked for, those begun early on a bet that hit included.</param>
/// <param name="LostBets">USD of bets that missed or were stopped.</param>
/// <param name="Guesses">USD of guesses bought, right and wrong.</param>
public sealed record Spending(decimal Steps, decimal LostBets, decimal Guesses)
{
    /// <summary>All of it.</summary>
    public decimal Whole => Steps + LostBets + Guesses;
}

/// <summary>What came of the bets on one operation.</summary>
/// <param name="Operation">The operation that was started early.</param>
/// <param name="Hits">Bets that hit.</param>
/// <param name="Misses">Bets of which a guess was wrong.</param>
/// <param name="Cancelled">Bets stopped before anybody knew.</param>
/// <param name="SavedSeconds">How much earlier those that hit had begun than they were asked for; those on the same seconds count each.</param>
/// <param name="LostUsd">USD of those that did not hit.</param>
public sealed record BetsOn(string Operation, int Hits, int Misses, int Cancelled, decimal SavedSeconds, decimal LostUsd)
{
    /// <summary>All of them.</summary>
    public int Bets => Hits + Misses + Cancelled;
}
