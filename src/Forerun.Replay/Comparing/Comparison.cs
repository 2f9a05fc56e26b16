using Forerun.Traces;

namespace Forerun.Replay.Comparing;

/// <summary>What came of several policies on the same trace, prices and guards. Nothing is rounded.</summary>
public sealed record Comparison
{
    /// <summary>The trace.</summary>
    public required string Trace { get; init; }

    /// <summary>Its workloads, comma-separated.</summary>
    public required string Workload { get; init; }

    /// <summary>alpha of the rows.</summary>
    public required decimal Dial { get; init; }

    /// <summary>lambda of the rows, USD per second.</summary>
    public required decimal ValueOfTime { get; init; }

    /// <summary>What ΔP, ΔG and ΔCost are compared with.</summary>
    public required Baseline Baseline { get; init; }

    /// <summary>How many runs.</summary>
    public required int Runs { get; init; }

    /// <summary>How many steps.</summary>
    public required int Steps { get; init; }

    /// <summary>What drew the resamples of the intervals.</summary>
    public required int Seed { get; init; }

    /// <summary>With speculation off.</summary>
    public required Bill Sequential { get; init; }

    /// <summary><c>sequential</c>, then the policies by net value, highest first, then those with foresight.</summary>
    public required IReadOnlyList<ComparisonRow> Rows { get; init; }

    /// <summary>Each policy with a dial at each dial, if that was asked for.</summary>
    public IReadOnlyList<SweepPoint> DialSweep { get; init; } = [];

    /// <summary>Each policy that heeds the value of time at some values, if that was asked for.</summary>
    public IReadOnlyList<SweepPoint> ValueSweep { get; init; } = [];

    /// <summary>Lines of the trace that could not be read.</summary>
    public IReadOnlyList<SkippedLine> Skipped { get; init; } = [];

    /// <summary>
    /// The limit: of the oracles, which know which of the offered guesses are right, the one of the highest net value. Not
    /// <c>free-oracle</c>, whose guesses nobody offers.
    /// </summary>
    public ComparisonRow Limit => Rows.Where(r => Lineup.Family(r.Policy) == "oracle").MaxBy(r => r.Replay.NetValueUsd)!;

    /// <summary>The policy of the highest net value; null if none is worth more than <c>sequential</c>.</summary>
    public ComparisonRow? Best => Rows.FirstOrDefault(r => !r.IsBracket && r.NetValueUsd > 0);

    /// <summary>The policy to tell more of: the best, else the one that lost least of those that bet; null if none did.</summary>
    public ComparisonRow? Told => Best ?? Rows.FirstOrDefault(r => !r.IsBracket && r.Replay.Bets > 0);

    /// <summary>
    /// The front of time against cost: of all points without foresight, those of the sweeps among them, the ones that no other beats in
    /// both, cheapest first.
    /// </summary>
    public IReadOnlyList<FrontPoint> Front => FrontPoint.Of(this);
}
