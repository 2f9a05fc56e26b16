using Forerun.Ledgers;
using Forerun.Traces;

namespace Forerun.Replay.Passes;

/// <summary>All runs of a trace under one policy, each with what it may have learned from.</summary>
internal static class Curriculum
{
    /// <summary>The moment by which dated prices are looked up: the price book's own date, so that a replay says the same tomorrow.</summary>
    public static DateTimeOffset Began(ReplayOptions options) =>
        new((options.Prices.AsOf ?? new DateOnly(2026, 1, 1)).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

    public static List<ReplayedRun> All(
        Trace trace, ReplayOptions options, string policy, ILedger? ledger, Action progress, CancellationToken cancellation)
    {
        if (options.LeaveOutTask) return LeavingOut(trace, options, policy, ledger, progress, cancellation);
        var pass = Trained(trace, options, policy, options.Train?.Runs ?? [], cancellation);
        return Each(pass, trace.Runs, policy, ledger, progress, cancellation);
    }

    /// <summary>
    /// Task by task, each run from a copy of the pass that has learned from the runs of all other tasks, and from none of its own.
    /// </summary>
    private static List<ReplayedRun> LeavingOut(
        Trace trace, ReplayOptions options, string policy, ILedger? ledger, Action progress, CancellationToken cancellation)
    {
        var byTask = trace.Runs.GroupBy(TaskOf).ToDictionary(g => g.Key, g =>
        {
            var others = (options.Train?.Runs ?? []).Concat(trace.Runs).Where(r => TaskOf(r) != g.Key);
            var trained = Trained(trace, options, policy, others, cancellation);
            return new Queue<(ReplayedRun Run, MemoryLedger Rows)>(g.Select(run =>
            {
                var rows = new MemoryLedger();
                return (Each(trained.Copy(), [run], policy, ledger is null ? null : rows, progress, cancellation)[0], rows);
            }));
        });
        return [.. trace.Runs.Select(r => InTurn(byTask[TaskOf(r)].Dequeue(), ledger))];
    }

    /// <summary>Task by task is the order of replaying; a ledger has the runs in the order of the trace, like the report.</summary>
    private static ReplayedRun InTurn((ReplayedRun Run, MemoryLedger Rows) replayed, ILedger? ledger)
    {
        foreach (var row in replayed.Rows.Rows) ledger?.Append(row);
        return replayed.Run;
    }

    /// <summary>A run that names no task is a task of its own.</summary>
    private static string TaskOf(TraceRun run) => run.Task ?? $"run {run.Run}";

    private static Pass Trained(
        Trace trace, ReplayOptions options, string policy, IEnumerable<TraceRun> lessons, CancellationToken cancellation)
    {
        var pass = new Pass(trace.Runs.Concat(options.Train?.Runs ?? []), options);
        foreach (var run in lessons) pass.Replay(run, policy, null, cancellation);
        return pass;
    }

    private static List<ReplayedRun> Each(
        Pass pass, IReadOnlyList<TraceRun> runs, string policy, ILedger? ledger, Action progress, CancellationToken cancellation)
    {
        var results = new List<ReplayedRun>(runs.Count);
        foreach (var run in runs)
        {
            results.Add(pass.Replay(run, policy, ledger, cancellation));
            progress();
        }

        return results;
    }
}
