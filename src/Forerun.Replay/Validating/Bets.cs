using Forerun.Deciding;
using Forerun.Pricing;

namespace Forerun.Replay.Validating;

/// <summary>Bets that are only thought of, and the verdict that the product gives them.</summary>
internal static class Bets
{
    /// <summary>The dials that checks are made at.</summary>
    public static IReadOnlyList<decimal> Dials { get; } = [0, 0.25m, 0.5m, 0.75m, 1];

    private static readonly TimeSpan Saved = TimeSpan.FromSeconds(2);

    /// <summary>The terms of a bet that costs so much and is worth so many times that.</summary>
    public static Terms Of(decimal probability, decimal cost, decimal ratio, decimal dial, decimal guess = 0) =>
        new(probability, Saved, new Usd(cost), new Usd(guess), new Usd(ratio * cost / 2), dial);

    /// <summary>A decision on such terms with nothing else in its way.</summary>
    public static Decision Decided(Terms terms) => new Decision { Terms = terms, Enabled = true, WithinAllowance = true }.Judged();

    /// <summary>Whether the product speculates on such terms.</summary>
    public static bool Speculates(Terms terms) => Decided(terms).Verdict == Verdict.Speculate;
}
