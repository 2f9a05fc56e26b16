using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Comparing;

/// <summary>All runs of a trace under one policy and setting, as a comparison needs them.</summary>
/// <param name="Runs">The runs, in the order of the trace.</param>
/// <param name="Sums">What the ledger of the pass came to; null where nobody asks.</param>
internal sealed record Played(IReadOnlyList<ReplayedRun> Runs, Sums? Sums)
{
    /// <summary>How long people waited, s.</summary>
    public decimal Seconds => Runs.Sum(r => Replayer.Seconds(r.Waited));

    /// <summary>USD.</summary>
    public decimal Usd => Runs.Sum(r => r.Cost.Amount);

    /// <summary>The runs in sums.</summary>
    public IReadOnlyList<RunSums> PerRun => [.. Runs.Select(SumsOf)];

    /// <summary>A pass that is still to be made.</summary>
    public static Func<CancellationToken, Played> Pass(Trace trace, ReplayOptions options, string policy, bool withSums, Action progress) =>
        cancellation =>
        {
            var sums = withSums ? new Sums() : null;
            return new Played(Curriculum.All(trace, options, policy, sums, progress, cancellation), sums);
        };

    private RunSums SumsOf(ReplayedRun run)
    {
        var (prompt, generated) = Sums?.TokensOf(run.Run) ?? default;
        return new RunSums(Replayer.Seconds(run.Waited), run.Cost.Amount, prompt, generated);
    }
}
