using Forerun.Calibrating;
using Forerun.Traces;

namespace Forerun.Replay;

/// <summary>Seconds that people waited, and dollars.</summary>
/// <param name="Seconds">Seconds, unrounded.</param>
/// <param name="Usd">USD, unrounded, of the calls whose cost is known.</param>
/// <param name="UnknownCosts">How many calls are in no sum because nobody knows what they cost. Default: none.</param>
public sealed record Bill(decimal Seconds, decimal Usd, int UnknownCosts = 0)
{
    /// <summary>What it cost, USD; null where the cost of a call is unknown: that is never zero.</summary>
    public decimal? Cost => UnknownCosts == 0 ? Usd : null;
}

/// <summary>One run's part of a report.</summary>
/// <param name="Run">The run.</param>
/// <param name="Seconds">Seconds, unrounded.</param>
/// <param name="Usd">USD, unrounded, of the calls whose cost is known.</param>
/// <param name="UnknownCosts">How many calls are in no sum because nobody knows what they cost. Default: none.</param>
public sealed record RunBill(string Run, decimal Seconds, decimal Usd, int UnknownCosts = 0)
{
    /// <summary>What it cost, USD; null where the cost of a call is unknown: that is never zero.</summary>
    public decimal? Cost => UnknownCosts == 0 ? Usd : null;
}

/// <summary>Prefetches: read-only calls started before the model asked for them.</summary>
public sealed record PrefetchCounts(int Started, int Used);

/// <summary>How often the next read was guessed when the decision before it started: first guess, and in three. Null: none was guessed.</summary>
public sealed record ReadGuesses(int Calls, double? FirstPercent, double? ThreePercent);

/// <summary>What a replay found. Percentages are of sums; nothing is rounded.</summary>
public sealed record ReplayReport
{
    /// <summary>The trace.</summary>
    public required string Trace { get; init; }

    /// <summary>Its workloads, comma-separated.</summary>
    public required string Workload { get; init; }

    /// <summary>The policy.</summary>
    public required string Policy { get; init; }

    /// <summary>alpha.</summary>
    public required decimal Dial { get; init; }

    /// <summary>lambda, USD per second.</summary>
    public required decimal ValueOfTime { get; init; }

    /// <summary>How edges came to be bet on. Default: at once.</summary>
    public Entry Entry { get; init; }

    /// <summary>What became of the target; null: there was none, and the dial stayed.</summary>
    public Aiming.TargetReport? Target { get; init; }

    /// <summary>How many runs.</summary>
    public required int Runs { get; init; }

    /// <summary>How many steps.</summary>
    public required int Steps { get; init; }

    /// <summary>With speculation off.</summary>
    public required Bill Sequential { get; init; }

    /// <summary>Under the policy, drafters and cancelled calls included.</summary>
    public required Bill Speculative { get; init; }

    /// <summary>Under the policy <c>oracle</c>. It does not hear all that <c>forerun</c> hears; <c>oracle:forerun</c> does.</summary>
    public required Bill Oracle { get; init; }

    /// <summary>Seconds saved, of the sequential ones.</summary>
    public decimal SavedPercent => Percent(Sequential.Seconds - Speculative.Seconds, Sequential.Seconds);

    /// <summary>Dollars more, of the sequential ones.</summary>
    public decimal ExtraUsdPercent => Percent(Speculative.Usd - Sequential.Usd, Sequential.Usd);

    /// <summary>Extra dollars less the price of the guesses that were confirmed.</summary>
    public required decimal WasteUsd { get; init; }

    /// <summary>Value of time × seconds saved − extra dollars.</summary>
    public decimal NetValueUsd => (ValueOfTime * (Sequential.Seconds - Speculative.Seconds)) - (Speculative.Usd - Sequential.Usd);

    /// <summary>Attempts started on at least one guess: hits + misses + cancelled.</summary>
    public required int Bets { get; init; }

    /// <summary>Bets whose guesses were all confirmed.</summary>
    public required int Hits { get; init; }

    /// <summary>Bets of which a guess was refuted.</summary>
    public required int Misses { get; init; }

    /// <summary>Bets stopped before their truth was known.</summary>
    public required int Cancelled { get; init; }

    /// <summary>
    /// Mean depth of episodes; where there are none, mean of 1 + guesses under an attempt at its start. 0 where no bet was placed and no guess
    /// bought: then nothing was ever done ahead, whatever depth was allowed.
    /// </summary>
    public required double MeanDepth { get; init; }

    /// <summary>Mean over runs of the most model and tool calls in flight.</summary>
    public required double PeakConcurrency { get; init; }

    /// <summary>Model and tool seconds over elapsed seconds.</summary>
    public required double MeanConcurrency { get; init; }

    /// <summary>Mean (P − outcome)² over the guesses decided on whose truth became known; null if there were none.</summary>
    public required double? Brier { get; init; }

    /// <summary>Prefetches.</summary>
    public required PrefetchCounts Prefetches { get; init; }

    /// <summary>Guesses of reads.</summary>
    public required ReadGuesses Reads { get; init; }

    /// <summary>Run by run.</summary>
    public required IReadOnlyList<RunBill> PerRun { get; init; }

    /// <summary>Model calls of the policy's pass that say no usage: their cost is unknown and is in no sum.</summary>
    public int UnknownCosts => Speculative.UnknownCosts;

    /// <summary>Whether the costs of both the policy's pass and the sequential one are known; else what compares them says nothing.</summary>
    public bool AreCostsKnown => Sequential.UnknownCosts == 0 && Speculative.UnknownCosts == 0;

    /// <summary>Lines of the trace that could not be read.</summary>
    public required IReadOnlyList<SkippedLine> Skipped { get; init; }

    private static decimal Percent(decimal part, decimal whole) => whole == 0 ? 0 : 100 * part / whole;
}
