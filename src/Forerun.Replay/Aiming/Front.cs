using Forerun.Aiming;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Aiming;

/// <summary>
/// A policy at several dials over recorded runs: what each gives. Ours. A target is met by the highest dial that keeps the dollars, or by the
/// lowest that keeps the time; between two dials of the sweep the line between them is taken.
/// </summary>
internal sealed class Front
{
    private static readonly decimal[] Dials = [0, 0.25m, 0.5m, 0.75m, 1];

    private readonly IReadOnlyList<ReplayedRun> sequential;
    private readonly IReadOnlyList<(decimal Dial, IReadOnlyList<ReplayedRun> Runs)> points;

    private Front(IReadOnlyList<ReplayedRun> sequential, IReadOnlyList<(decimal, IReadOnlyList<ReplayedRun>)> points) =>
        (this.sequential, this.points) = (sequential, points);

    /// <summary>Options whose dial begins where the runs to learn from put it; the same without a target, or without such runs.</summary>
    public static ReplayOptions Set(ReplayOptions options, CancellationToken cancellation)
    {
        if (options is not { Target: { } target, Train: { } train }) return options;
        return options with { Dial = Of(train, options with { Train = null }, cancellation).DialFor(target) };
    }

    /// <summary>Replays runs at each dial.</summary>
    public static Front Of(Trace trace, ReplayOptions options, CancellationToken cancellation)
    {
        options = options with { Target = null, Ledger = null, Progress = null };
        var passes = SideBySide.Run<IReadOnlyList<ReplayedRun>>(
            [
                stop => Curriculum.All(trace, options, "sequential", null, () => { }, stop),
                .. Dials.Select(dial => (Func<CancellationToken, IReadOnlyList<ReplayedRun>>)(stop =>
                    Curriculum.All(trace, options with { Dial = dial }, options.Policy, null, () => { }, stop))),
            ],
            cancellation);
        return new Front(passes[0], [.. Dials.Zip(passes.Skip(1))]);
    }

    /// <summary>The least of what the target bounds that one dial gives.</summary>
    public decimal Best(Target target) => points.Min(p => TargetReport.SeenOf(target, sequential, p.Runs));

    /// <summary>The dial that meets the target, or else comes nearest.</summary>
    public decimal DialFor(Target target)
    {
        var seen = points.Select(p => (p.Dial, Seen: TargetReport.SeenOf(target, sequential, p.Runs))).ToList();
        return target.ExtraPercent is { } percent ? Highest(seen, percent) : Lowest(seen, Replayer.Seconds(target.Within));
    }

    private static decimal Highest(List<(decimal Dial, decimal Seen)> seen, decimal bound)
    {
        for (var i = seen.Count - 1; i >= 0; i--)
        {
            if (seen[i].Seen > bound) continue;
            return i == seen.Count - 1 ? seen[i].Dial : Between(seen[i], seen[i + 1], bound);
        }

        return seen[0].Dial;
    }

    private static decimal Lowest(List<(decimal Dial, decimal Seen)> seen, decimal bound)
    {
        for (var i = 0; i < seen.Count; i++)
        {
            if (seen[i].Seen > bound) continue;
            return i == 0 ? seen[i].Dial : Between(seen[i], seen[i - 1], bound);
        }

        return seen[^1].Dial;
    }

    /// <summary>Where the line from a dial that keeps the bound to one that does not crosses it.</summary>
    private static decimal Between((decimal Dial, decimal Seen) kept, (decimal Dial, decimal Seen) not, decimal bound) =>
        Math.Round(kept.Dial + ((not.Dial - kept.Dial) * (bound - kept.Seen) / (not.Seen - kept.Seen)), 12);
}
