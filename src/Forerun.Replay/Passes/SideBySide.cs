using Forerun.Traces;

namespace Forerun.Replay.Passes;

/// <summary>
/// The passes of a report at once, as many as there are cores. They share the trace and nothing that learns, and only the policy's own
/// writes to the ledger, so what comes out is what comes out one after the other.
/// </summary>
internal static class SideBySide
{
    public static Dictionary<string, List<ReplayedRun>> Run(
        IReadOnlyList<string> passes, Trace trace, ReplayOptions options, CancellationToken cancellation)
    {
        var progress = new Tally(options.Progress, passes.Count * trace.Runs.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var tasks = passes.Select(policy => Task.Run(
            () =>
            {
                try
                {
                    return Curriculum.All(trace, options, policy, policy == options.Policy ? options.Ledger : null, progress.Next, stop.Token);
                }
                catch
                {
                    stop.Cancel(); // the report is lost: the other passes need not go on
                    throw;
                }
            },
            CancellationToken.None)).ToList();
        try
        {
            Task.WaitAll(tasks, CancellationToken.None);
        }
        catch (AggregateException failed)
        {
            cancellation.ThrowIfCancellationRequested();
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(
                failed.InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException) ?? failed.InnerExceptions[0]);
        }

        cancellation.ThrowIfCancellationRequested();
        return passes.Zip(tasks, (policy, task) => (policy, task)).ToDictionary(p => p.policy, p => p.task.Result);
    }

    /// <summary>Counts the runs that are done, and tells in that order.</summary>
    private sealed class Tally(IProgress<(int Done, int Of)>? progress, int of)
    {
        private readonly Lock gate = new();
        private int done;

        public void Next()
        {
            if (progress is null) return;
            lock (gate) progress.Report((++done, of));
        }
    }
}
