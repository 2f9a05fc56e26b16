namespace Forerun.Replay.Validating;

/// <summary>
/// The synthetic validation suite: what the five-dimension method promises (arXiv 2606.07846, appendix D; the names are published, the forms
/// and tolerances are ours), asked of the code that decides live runs and replays. Seeds are fixed: it says the same everywhere.
/// </summary>
public static class Validation
{
    /// <summary>Makes every check. A few seconds.</summary>
    public static IReadOnlyList<Check> Run(CancellationToken cancellation = default) =>
    [
        DecisionBoundary.Check(),
        ProbabilityThreshold.Check(),
        PosteriorRecovery.Check(cancellation),
        StreamingCancellation.Check(cancellation),
        ImpliedLambda.Check(cancellation),
        SelfLimit.Check(cancellation),
    ];
}
