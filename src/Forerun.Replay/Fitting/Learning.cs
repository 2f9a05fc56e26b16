using Forerun.Calibrating;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Fitting;

/// <summary>A pass over all runs, each learning from those before it, and what it has shown.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Shown">What decisions on each edge have come to.</param>
/// <param name="Depth">How many steps ahead bets were worth more than they lost.</param>
/// <param name="LostUsd">What bets have lost.</param>
internal sealed record Learning(IReadOnlyList<ReplayedRun> Runs, IReadOnlyDictionary<StageKey, EdgeRecord> Shown, int Depth, decimal LostUsd)
{
    public static Learning From(Trace trace, ReplayOptions options, string policy, Action progress, CancellationToken cancellation)
    {
        var (pass, depths) = (new Pass(trace.Runs, options), new Depths(options.ValueOfTime.Amount));
        List<ReplayedRun> runs = [];
        foreach (var run in trace.Runs)
        {
            runs.Add(pass.Replay(run, policy, depths, cancellation));
            progress();
        }

        return new Learning(runs, pass.Edges.ToDictionary(e => e.Edge, e => e.Before + e.Seen), depths.Recommended, depths.LostUsd);
    }

    /// <summary>The value of the seconds that it is sooner than another pass, less the dollars that it costs more.</summary>
    public decimal NetOver(Learning other, ReplayOptions options) =>
        (options.ValueOfTime.Amount * (other.Runs.Sum(r => Replayer.Seconds(r.Waited)) - Runs.Sum(r => Replayer.Seconds(r.Waited))))
        - (Runs.Sum(r => r.Cost.Amount) - other.Runs.Sum(r => r.Cost.Amount));
}
