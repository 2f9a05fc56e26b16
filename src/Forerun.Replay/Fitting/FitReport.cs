using Forerun.Traces;

namespace Forerun.Replay.Fitting;

/// <summary>Whether to speculate.</summary>
public enum FitVerdict
{
    /// <summary>No.</summary>
    DoNot,

    /// <summary>It may pay, and may not.</summary>
    Marginal,

    /// <summary>Yes.</summary>
    Fit,

    /// <summary>Yes, above all.</summary>
    Strong,
}

/// <summary>The six scores, 0 to 2 each. That there is a rubric over eight archetypes is published (arXiv 2606.07846); rows and scores are ours.</summary>
/// <param name="UpstreamShare">How much of the waiting the edge could hide.</param>
/// <param name="Predictability">How often guesses are right, against how often they have to be.</param>
/// <param name="CostAgainstValue">What the seconds are worth, against what a miss costs.</param>
/// <param name="Admissibility">Whether the downstream may run on a guess; 0 is a no.</param>
/// <param name="Volume">How much there is to learn from.</param>
/// <param name="OutputSpace">How many different things the upstream says.</param>
public sealed record FitScores(int UpstreamShare, int Predictability, int CostAgainstValue, int Admissibility, int Volume, int OutputSpace)
{
    /// <summary>Their sum, 0 to 12.</summary>
    public int Sum => UpstreamShare + Predictability + CostAgainstValue + Admissibility + Volume + OutputSpace;
}

/// <summary>One edge.</summary>
/// <param name="Edge">Upstream and downstream, <c>decide -> find_order</c>.</param>
/// <param name="Verdict">Whether to speculate on it.</param>
/// <param name="Scores">Its scores.</param>
/// <param name="Reasons">Why, in numbers, a sentence each.</param>
public sealed record FitEdge(string Edge, FitVerdict Verdict, FitScores Scores, IReadOnlyList<string> Reasons);

/// <summary>Where seconds and dollars go: one operation with one model, in the run one step after the other.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Model">Its model; null: it is none.</param>
/// <param name="Calls">How many calls.</param>
/// <param name="Seconds">How long they took together.</param>
/// <param name="CriticalPercent">Their share of the critical paths of the runs, seconds of people aside.</param>
/// <param name="Usd">What they cost; null where that of one is unknown.</param>
/// <param name="InputTokens">Input tokens.</param>
/// <param name="CachedTokens">Of them, read from the provider's cache.</param>
/// <param name="IsPerson">Whether a person does it: nobody waits for that.</param>
public sealed record Spent(
    string Operation, string? Model, int Calls, decimal Seconds, double CriticalPercent, decimal? Usd, long InputTokens, long CachedTokens, bool IsPerson);

/// <summary>What further runs of the same source are expected to show, when trained on these.</summary>
/// <param name="SavedPercent">Seconds saved, of the sequential ones.</param>
/// <param name="ExtraUsdPercent">Dollars more.</param>
/// <param name="Saved">90 % prediction interval of <paramref name="SavedPercent"/> over ten further runs.</param>
/// <param name="Extra">The same of <paramref name="ExtraUsdPercent"/>.</param>
/// <param name="SecondsPerRun">Seconds saved in a run.</param>
/// <param name="UsdPerRun">Dollars more in a run.</param>
public sealed record Predicted(
    decimal SavedPercent, decimal ExtraUsdPercent, Comparing.Interval Saved, Comparing.Interval Extra, decimal SecondsPerRun, decimal UsdPerRun)
{
    /// <summary>Whether the interval is 30 points around <see cref="SavedPercent"/>: it would have been wider, and holds less than 90 %.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether nine of ten times ten further runs of tasks that are in the trace would be sooner.</summary>
    public bool IsSooner { get; init; }
}

/// <summary>What a year would bring.</summary>
/// <param name="Runs">Runs.</param>
/// <param name="Hours">Hours saved.</param>
/// <param name="Usd">Dollars more.</param>
/// <param name="NetUsd">What the hours are worth, less the dollars.</param>
public sealed record Yearly(decimal Runs, decimal Hours, decimal Usd, decimal NetUsd);

/// <summary>Whether a workload fits, and why.</summary>
public sealed record FitReport
{
    /// <summary>The trace.</summary>
    public required string Trace { get; init; }

    /// <summary>How many runs.</summary>
    public required int Runs { get; init; }

    /// <summary>With speculation off.</summary>
    public required Bill Sequential { get; init; }

    /// <summary>USD of calls that were begun on a guess and stopped or lost, in the leave-out replay.</summary>
    public required decimal LostUsd { get; init; }

    /// <summary>Where seconds and dollars go, most of the critical path first.</summary>
    public required IReadOnlyList<Spent> Spending { get; init; }

    /// <summary>The workflow's verdict.</summary>
    public required FitVerdict Verdict { get; init; }

    /// <summary>Why, a sentence each.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The archetype whose scores are nearest to those of the best edge.</summary>
    public required Archetype Archetype { get; init; }

    /// <summary>The edges, best first.</summary>
    public required IReadOnlyList<FitEdge> Edges { get; init; }

    /// <summary>The dial that would have been worth most.</summary>
    public required decimal Dial { get; init; }

    /// <summary>How many steps ahead, 1 being none, bets were worth more than they lost.</summary>
    public required int Depth { get; init; }

    /// <summary>What further runs are expected to show.</summary>
    public required Predicted Predicted { get; init; }

    /// <summary>What a year would bring; null if nobody asked.</summary>
    public Yearly? Yearly { get; init; }

    /// <summary>Lines that could not be read.</summary>
    public required IReadOnlyList<SkippedLine> Skipped { get; init; }
}
