using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Defining.Reporting;

/// <summary>One bet: what was to be begun early, on a guess of what, why it was or wasn't, and what came of it.</summary>
/// <param name="Steps">The steps to be begun early. Of a bet that was placed: the one that was begun.</param>
/// <param name="Edge">Whose output was guessed, and for whom: <c>classify -> draft</c>; a question mark where the ledger does not say.</param>
/// <param name="Decision">The verdict with all that it followed from, as far as the ledger says: it has a row for each change of a verdict.</param>
public sealed record BetReport(IReadOnlyList<string> Steps, string Edge, Decision Decision)
{
    /// <summary>What came of it; null if it was never placed.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>How a hit was confirmed: 1 exactly; 2 by a predicate and 3 by a check of the step's output, which are lossy.</summary>
    public int Tier { get; init; } = 1;

    /// <summary>How much earlier the step had begun than it was asked for; zero unless it hit.</summary>
    public TimeSpan Saved { get; init; }

    /// <summary>USD that the step has cost; null: no price known, or it hasn't ended.</summary>
    public Usd? Cost { get; init; }

    /// <summary>The bet and its verdict in a sentence.</summary>
    public override string ToString() => Words.Of(this);
}
