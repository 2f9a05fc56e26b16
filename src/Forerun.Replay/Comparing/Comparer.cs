using Forerun.Learning;
using Forerun.Pricing;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Comparing;

/// <summary>Replays a trace under several policies, each by itself, and sets them side by side.</summary>
public static class Comparer
{
    /// <summary>Compares policies on a trace in virtual time.</summary>
    /// <exception cref="ReplayException">A policy has no such name, or needs a log that the trace does not have.</exception>
    /// <exception cref="UnknownPriceException">A model of the trace has no price: its cost is unknown, never zero.</exception>
    public static Comparison Run(Trace trace, CompareOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(options);
        var policies = Lineup.Between(options.Policies ?? Lineup.Of(trace));
        trace = Replayer.Checked(trace, options.Replay, policies);
        options = options with { Replay = Aiming.Fronts.Set(options.Replay, cancellation) };
        var sweeps = Sweeps.Of(options, policies);
        var done = new Done(options.Replay.Progress, (policies.Count + sweeps.Count) * trace.Runs.Count);
        var played = SideBySide.Run<Played>(
            [
                .. policies.Select(policy => Played.Pass(trace, options.Replay, policy, withSums: true, done.Next)),
                .. sweeps.Select(s => Played.Pass(trace, s.Options, s.Policy, withSums: false, done.Next)),
            ],
            cancellation);
        var rows = Rows(trace, options, policies, played, cancellation);
        return new Comparison
        {
            Trace = trace.Name,
            Workload = rows[0].Replay.Workload,
            Dial = options.Replay.Dial,
            ValueOfTime = options.Replay.ValueOfTime.Amount,
            Baseline = options.Baseline,
            Runs = trace.Runs.Count,
            Steps = rows[0].Replay.Steps,
            Seed = options.Seed,
            Sequential = rows[0].Replay.Sequential,
            Rows = [.. rows.Where(r => r.Policy == "sequential"), .. rows.Where(r => !r.IsBracket).OrderByDescending(r => r.Replay.NetValueUsd),
                .. rows.Where(r => r.IsBracket && r.Policy != "sequential")],
            DialSweep = Sweeps.Points(sweeps, Knob.Dial, played.Skip(policies.Count), played[0]),
            ValueSweep = Sweeps.Points(sweeps, Knob.ValueOfTime, played.Skip(policies.Count), played[0]),
            Skipped = trace.Skipped,
        };
    }

    private static List<ComparisonRow> Rows(
        Trace trace, CompareOptions options, IReadOnlyList<string> policies, IReadOnlyList<Played> played, CancellationToken cancellation)
    {
        var sequential = played[0];
        var oracle = played[policies.ToList().IndexOf("oracle")];
        var baseline = options.Baseline == Baseline.Target ? sequential.PerRun : Drafters.Beside(sequential.PerRun, trace, options.Replay);
        var worth = options.Replay.ValueOfTime.Amount;
        var intervals = Bootstrap.Of(
            [.. policies.Select((_, i) => (IReadOnlyList<decimal>)[.. played[i].PerRun.Zip(sequential.PerRun, NetValue)])], options.Seed, cancellation);
        return [.. policies.Select((policy, i) => new ComparisonRow
        {
            Policy = policy,
            Replay = Replayer.Report(
                trace, options.Replay with { Policy = policy }, [.. sequential.Runs], [.. played[i].Runs], [.. oracle.Runs]),
            Columns = Known(Columns.Of(played[i].PerRun, baseline), sequential, played[i]),
            Interval = AreKnown(sequential, played[i]) ? intervals[i] : null,
            Spending = played[i].Sums!.Spending,
            BetsOn = played[i].Sums!.BetsOn,
            Reliability = Reliability(played[i].Runs),
        })];

        decimal NetValue(RunSums run, RunSums without) => (worth * (without.Seconds - run.Seconds)) - (run.Usd - without.Usd);
    }

    /// <summary>What half known costs come to is no cost.</summary>
    private static Columns Known(Columns columns, Played sequential, Played played) =>
        AreKnown(sequential, played) ? columns : columns with { CostPercent = null };

    private static bool AreKnown(Played sequential, Played played) =>
        !sequential.Runs.Concat(played.Runs).Any(r => r.Result.UnknownCosts > 0);

    private static IReadOnlyList<ReliabilityBin> Reliability(IReadOnlyList<ReplayedRun> runs)
    {
        var of = runs.Select(r => r.Result.Reliability).Where(bins => bins.Count > 0).ToList();
        return of.Count == 0 ? [] : [.. Enumerable.Range(0, ReliabilityBin.Bins).Select(i => of.Aggregate(default(ReliabilityBin), (sum, bins) => sum + bins[i]))];
    }
}
