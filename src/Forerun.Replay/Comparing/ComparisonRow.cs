using Forerun.Learning;

namespace Forerun.Replay.Comparing;

/// <summary>One policy in a comparison. Nothing is rounded.</summary>
public sealed record ComparisonRow
{
    /// <summary>The policy with its parameters.</summary>
    public required string Policy { get; init; }

    /// <summary>What <c>replay</c> says of it.</summary>
    public required ReplayReport Replay { get; init; }

    /// <summary>ΔT, ΔP, ΔG and ΔCost against the baseline.</summary>
    public required Columns Columns { get; init; }

    /// <summary>The interval of the net value, USD; null where there are fewer than two runs.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Where its dollars went.</summary>
    public required Spending Spending { get; init; }

    /// <summary>What it bet on, most first.</summary>
    public required IReadOnlyList<BetsOn> BetsOn { get; init; }

    /// <summary>How its probabilities compare with what came true, by tenths; empty where it decided on no guess.</summary>
    public IReadOnlyList<ReliabilityBin> Reliability { get; init; } = [];

    /// <summary>What it is worth, USD; null where the cost of a call is not known.</summary>
    public decimal? NetValueUsd => Replay.AreCostsKnown ? Replay.NetValueUsd : null;

    /// <summary>What was paid more for nothing, USD; null where the cost of a call is not known.</summary>
    public decimal? WasteUsd => Replay.AreCostsKnown ? Replay.WasteUsd : null;

    /// <summary>Bets that hit, in percent; null where there were none.</summary>
    public decimal? HitPercent => Replay.Bets == 0 ? null : 100m * Replay.Hits / Replay.Bets;

    /// <summary>Whether it is a bracket: <c>sequential</c>, or a policy that knows what nobody can know beforehand.</summary>
    public bool IsBracket => Lineup.IsBracket(Policy);

    /// <summary>
    /// Whether it did what <c>sequential</c> does: not a bet placed, not a second or a dollar off. It found nothing to offer, and is no
    /// equal of a policy that bet and came out even.
    /// </summary>
    public bool EqualsSequential =>
        Policy != "sequential" && Replay is { Bets: 0, Prefetches.Started: 0 } && Replay.Speculative == Replay.Sequential;
}

/// <summary>A policy at another dial or another value of time. Nothing is rounded.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="At">The dial, or the value of time in USD per second.</param>
/// <param name="Seconds">How long people waited.</param>
/// <param name="Usd">USD.</param>
/// <param name="NetValueUsd">Value of time, that of the point if it is what varies, times the seconds saved, less the extra dollars.</param>
public sealed record SweepPoint(string Policy, decimal At, decimal Seconds, decimal Usd, decimal NetValueUsd);
