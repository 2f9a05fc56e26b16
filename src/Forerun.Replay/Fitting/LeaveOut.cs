using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Fitting;

/// <summary>
/// Runs replayed as further runs of their source would be: by what the runs of other tasks have taught, at most ten in a row. The tasks are
/// dealt out to a few folds, and each fold is replayed by what all others have taught.
/// </summary>
internal static class LeaveOut
{
    private const string Policy = "forerun";

    /// <summary>How many further runs a prediction is of.</summary>
    public const int Further = 10;

    private const int ManySteps = 20_000, MostFolds = 7, FewestTasks = 3;

    /// <summary>The runs, by task.</summary>
    public static IReadOnlyList<IReadOnlyList<ReplayedRun>> Of(Trace trace, ReplayOptions options, Action progress, CancellationToken cancellation)
    {
        var tasks = trace.Runs.GroupBy(r => r.Task ?? $"run {r.Run}").Select(g => g.ToList()).ToList();
        if (tasks.Count < FewestTasks) tasks = [.. trace.Runs.Select(r => new List<TraceRun> { r })]; // there are no other tasks to learn from
        var folds = Math.Min(tasks.Count, trace.Runs.Sum(r => r.Steps.Count) > ManySteps ? 2 : MostFolds);
        var replayed = SideBySide.Run<List<IReadOnlyList<ReplayedRun>>>(
            [.. Enumerable.Range(0, folds).Select(fold => (Func<CancellationToken, List<IReadOnlyList<ReplayedRun>>>)(stop => Fold(trace, options, tasks, fold, folds, progress, stop)))],
            cancellation);
        return [.. replayed.SelectMany(f => f)];
    }

    private static List<IReadOnlyList<ReplayedRun>> Fold(
        Trace trace, ReplayOptions options, List<List<TraceRun>> tasks, int fold, int folds, Action progress, CancellationToken cancellation)
    {
        var trained = new Pass(trace.Runs, options);
        foreach (var run in tasks.Where((_, i) => i % folds != fold).SelectMany(t => t).OrderBy(r => IndexOf(trace, r)))
        {
            trained.Replay(run, Policy, null, cancellation);
            progress();
        }

        List<IReadOnlyList<ReplayedRun>> replayed = [];
        var (pass, since) = (trained.Copy(), 0);
        foreach (var task in tasks.Where((_, i) => i % folds == fold))
        {
            List<ReplayedRun> runs = [];
            foreach (var run in task)
            {
                if (since++ % Further == 0) pass = trained.Copy();
                runs.Add(pass.Replay(run, Policy, null, cancellation));
            }

            replayed.Add(runs);
        }

        return replayed;
    }

    private static int IndexOf(Trace trace, TraceRun run)
    {
        for (var i = 0; i < trace.Runs.Count; i++)
            if (ReferenceEquals(trace.Runs[i], run)) return i;
        return -1;
    }
}
