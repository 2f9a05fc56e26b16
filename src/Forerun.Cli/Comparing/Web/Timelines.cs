using Forerun.Ledgers;
using Forerun.Replay;
using Forerun.Replay.Comparing;
using Forerun.Traces;

namespace Forerun.Cli.Comparing.Web;

/// <summary>One run, one step after the other and under the policy that the page tells of.</summary>
internal sealed record RunTold(string Kind, string Run, IReadOnlyList<LedgerRow> Without, IReadOnlyList<LedgerRow> With, Bill Before, Bill After);

/// <summary>The runs that the page draws: where the policy saved most, in the middle, and least.</summary>
internal static class Timelines
{
    public static IReadOnlyList<RunTold> Of(Comparison comparison, Trace trace, ReplayOptions options, CancellationToken cancellation)
    {
        if (comparison.Told is not { } told) return [];
        var before = comparison.Rows[0].Replay.PerRun.ToDictionary(r => r.Run);
        var bySaved = told.Replay.PerRun.OrderByDescending(r => before[r.Run].Seconds - r.Seconds).ToList();
        var picked = new[] { ("where it saved most", bySaved[0]), ("in the middle", bySaved[bySaved.Count / 2]), ("where it saved least", bySaved[^1]) }
            .DistinctBy(p => p.Item2.Run).ToList();
        var runs = picked.Select(p => p.Item2.Run).ToHashSet();
        var with = Rerun.Of(trace, options, told.Policy, runs, cancellation);
        var alone = trace with { Runs = [.. trace.Runs.Where(r => runs.Contains(r.Run))] };
        var without = Rerun.Of(alone, options with { Train = null, LeaveOutTask = false }, "sequential", runs, cancellation);
        return [.. picked.Select(p => new RunTold(
            p.Item1, p.Item2.Run, without[p.Item2.Run], with[p.Item2.Run],
            new Bill(before[p.Item2.Run].Seconds, before[p.Item2.Run].Usd), new Bill(p.Item2.Seconds, p.Item2.Usd)))];
    }
}
