namespace Forerun.Replay.Fitting;

/// <summary>A kind of workload, with the scores that it is taken to have. That there are eight is published (arXiv 2606.07846), which they are is ours.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Scores">Its scores.</param>
public sealed record Archetype(string Name, FitScores Scores)
{
    /// <summary>All eight.</summary>
    public static IReadOnlyList<Archetype> All { get; } =
    [
        new("auto-reply and support triage", new(2, 2, 2, 2, 2, 1)),
        new("document pipeline: classify, extract, summarise", new(2, 2, 1, 2, 2, 1)),
        new("answers from retrieval", new(1, 1, 1, 2, 2, 0)),
        new("approvals and forms with people in between", new(2, 1, 2, 1, 1, 1)),
        new("coding agent", new(1, 1, 1, 1, 2, 1)),
        new("deep research and browsing", new(2, 1, 0, 2, 1, 0)),
        new("trading, payments, devices", new(1, 1, 2, 0, 1, 1)),
        new("open conversation", new(0, 0, 0, 2, 1, 0)),
    ];

    /// <summary>The nearest, by the sum of the distances; of two as near the first.</summary>
    public static Archetype Nearest(FitScores scores) => All.MinBy(a => Distance(a.Scores, scores))!;

    private static int Distance(FitScores a, FitScores b) =>
        Math.Abs(a.UpstreamShare - b.UpstreamShare) + Math.Abs(a.Predictability - b.Predictability) + Math.Abs(a.CostAgainstValue - b.CostAgainstValue)
        + Math.Abs(a.Admissibility - b.Admissibility) + Math.Abs(a.Volume - b.Volume) + Math.Abs(a.OutputSpace - b.OutputSpace);
}
