using Forerun.Aiming;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Aiming;

/// <summary>Measures the fronts that targets begin on: replays recorded runs at several dials.</summary>
public static class Fronts
{
    private static readonly decimal[] Dials = [0, 0.25m, 0.5m, 0.75m, 1];

    /// <summary>The front of each workflow of a trace, under the policy of the options.</summary>
    /// <exception cref="ReplayException">The trace can't be replayed.</exception>
    /// <exception cref="Pricing.UnknownPriceException">A model of the trace has no price: its cost is unknown, never zero.</exception>
    public static IReadOnlyList<Front> Of(Trace trace, ReplayOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(options);
        trace = Replayer.Checked(trace, options, [options.Policy]);
        return [.. trace.Runs.GroupBy(r => r.Workload).Select(g => Of(g.Key, trace with { Runs = [.. g] }, options, cancellation))];
    }

    /// <summary>Options whose dial begins where the runs to learn from put it; the same without a target, or without such runs.</summary>
    internal static ReplayOptions Set(ReplayOptions options, CancellationToken cancellation)
    {
        if (options is not { Target: { } target, Train: { } train }) return options;
        return options with { Dial = Of(train.Name, train, options with { Train = null }, cancellation).DialFor(target) };
    }

    /// <summary>The front of all runs together.</summary>
    internal static Front Of(string name, Trace trace, ReplayOptions options, CancellationToken cancellation)
    {
        options = options with { Target = null, Ledger = null, Progress = null };
        var passes = SideBySide.Run<IReadOnlyList<ReplayedRun>>(
            [
                stop => Curriculum.All(trace, options, "sequential", null, () => { }, stop),
                .. Dials.Select(dial => (Func<CancellationToken, IReadOnlyList<ReplayedRun>>)(stop =>
                    Curriculum.All(trace, options with { Dial = dial }, options.Policy, null, () => { }, stop))),
            ],
            cancellation);
        return new Front(name, options.Policy, trace.Runs.Count, [.. Dials.Zip(passes.Skip(1), (dial, runs) => PointOf(dial, passes[0], runs))]);
    }

    private static FrontPoint PointOf(decimal dial, IReadOnlyList<ReplayedRun> sequential, IReadOnlyList<ReplayedRun> runs)
    {
        List<decimal> seconds = [.. runs.Select(r => Replayer.Seconds(r.Waited)).Order()];
        return new FrontPoint(dial, TargetReport.ExtraOf(sequential, runs), [.. Enumerable.Range(1, 99).Select(p => FrontPoint.Rank(seconds, p / 100m))]);
    }
}
