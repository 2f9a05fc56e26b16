using Forerun.Replay.Recorded;
using Forerun.Traces;

namespace Forerun.Replay.Fitting;

/// <summary>Where the seconds and dollars of recorded runs go, by operation and model.</summary>
internal static class Breakdown
{
    public static IReadOnlyList<Spent> Of(Trace trace, ReplayOptions options)
    {
        Dictionary<(string Operation, string? Model), Row> rows = [];
        foreach (var workload in trace.Runs.GroupBy(r => r.Workload))
        {
            var declared = new Workload(workload.Key, [.. workload]);
            foreach (var run in workload)
            {
                var critical = CriticalPath(run);
                foreach (var step in run.Steps)
                {
                    if (!rows.TryGetValue((step.Operation, step.Model), out var row)) rows[(step.Operation, step.Model)] = row = new Row();
                    row.Add(step, Prices.Of(step, declared.Of(step), options), critical.Contains(step.Id));
                }
            }
        }

        var all = rows.Values.Sum(r => r.Critical);
        return [.. rows.Select(r => r.Value.Told(r.Key.Operation, r.Key.Model, all)).OrderByDescending(s => s.CriticalPercent).ThenByDescending(s => s.Seconds)];
    }

    /// <summary>The steps that the end of a run waits for, each begun when the last of what it needs has ended.</summary>
    private static HashSet<string> CriticalPath(TraceRun run)
    {
        var ends = new Dictionary<string, TimeSpan>();
        var last = new Dictionary<string, string?>();
        foreach (var step in run.Steps)
        {
            var waited = step.After.Select(d => d.Id).MaxBy(id => ends[id]);
            last[step.Id] = waited;
            ends[step.Id] = (waited is null ? TimeSpan.Zero : ends[waited]) + step.Duration;
        }

        HashSet<string> path = [];
        for (var at = ends.MaxBy(e => e.Value).Key; at is not null; at = last[at]) path.Add(at);
        return path;
    }

    private sealed class Row
    {
        private int calls;
        private decimal seconds, usd;
        private long input, cached;
        private bool isUnknown, isPerson;

        public decimal Critical { get; private set; }

        public void Add(TraceStep step, decimal? cost, bool isCritical)
        {
            var took = Replayer.Seconds(step.Duration);
            calls++;
            seconds += took;
            isPerson |= step.Kind == StepKind.Human;
            if (isCritical && step.Kind != StepKind.Human) Critical += took;
            input += step.Usage?.InputTokens ?? 0;
            cached += step.Usage?.CachedInputTokens ?? 0;
            usd += cost ?? 0;
            isUnknown |= cost is null;
        }

        public Spent Told(string operation, string? model, decimal all) => new(
            operation, model, calls, seconds, all == 0 ? 0 : (double)(100 * Critical / all), isUnknown ? null : usd, input, cached, isPerson);
    }
}
