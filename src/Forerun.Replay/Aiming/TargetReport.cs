using Forerun.Aiming;
using Forerun.Replay.Passes;

namespace Forerun.Replay.Aiming;

/// <summary>What became of a target in a replay.</summary>
/// <param name="Target">The target.</param>
/// <param name="Seen">What was bound: dollars more than without bets in percent of sums, or the seconds within which the wanted share of runs was answered.</param>
/// <param name="LatePercent">Of a target of time: the runs that took longer, in percent; null of a bound on dollars.</param>
/// <param name="From">The dial of the first run.</param>
public sealed record TargetReport(Target Target, decimal Seen, decimal? LatePercent, decimal From)
{
    /// <summary>Whether it was met.</summary>
    public bool IsMet => Target.ExtraPercent is { } percent ? Seen <= percent : Seen <= Replayer.Seconds(Target.Within);

    /// <summary>Where it was missed: the least that any one dial would have given over the same runs, in the unit of <see cref="Seen"/>.</summary>
    public decimal? BestAtOneDial { get; init; }

    internal static TargetReport Of(Target target, decimal from, IReadOnlyList<ReplayedRun> sequential, IReadOnlyList<ReplayedRun> runs) => new(
        target, SeenOf(target, sequential, runs),
        target.ExtraPercent is null ? 100m * runs.Count(r => r.Waited > target.Within) / Math.Max(runs.Count, 1) : null, from);

    internal static decimal SeenOf(Target target, IReadOnlyList<ReplayedRun> sequential, IReadOnlyList<ReplayedRun> runs) => target.ExtraPercent is null
        ? FrontPoint.Rank([.. runs.Select(r => Replayer.Seconds(r.Waited)).Order()], target.Quantile)
        : ExtraOf(sequential, runs);

    internal static decimal ExtraOf(IReadOnlyList<ReplayedRun> sequential, IReadOnlyList<ReplayedRun> runs)
    {
        var real = sequential.Sum(r => r.Cost.Amount);
        return real == 0 ? 0 : 100 * (runs.Sum(r => r.Cost.Amount) - real) / real;
    }
}
