using Forerun.Pricing;
using Forerun.Replay.Aiming;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay;

/// <summary>Replays a trace: the policy between its two brackets, the sequential run and the oracle.</summary>
public static class Replayer
{
    /// <summary>Replays a trace in virtual time.</summary>
    /// <exception cref="ReplayException">No policy has this name, or it needs a log that the trace does not have.</exception>
    /// <exception cref="UnknownPriceException">A model of the trace has no price: its cost is unknown, never zero.</exception>
    public static ReplayReport Run(Trace trace, ReplayOptions options, CancellationToken cancellation = default)
    {
        trace = Checked(trace, options, [options.Policy]);
        options = Fronts.Set(options, cancellation);
        var passes = new[] { "sequential", options.Policy, "oracle" }.Distinct().ToList();
        var done = new Done(options.Progress, passes.Count * trace.Runs.Count);
        var results = SideBySide.Run<List<ReplayedRun>>(
            [.. passes.Select(policy => (Func<CancellationToken, List<ReplayedRun>>)(stop =>
                Curriculum.All(trace, options, policy, policy == options.Policy ? options.Ledger : null, done.Next, stop)))],
            cancellation);
        var report = Report(trace, options, results[0], results[passes.IndexOf(options.Policy)], results[passes.IndexOf("oracle")]);
        return report.Target is { IsMet: false } missed
            ? report with { Target = missed with { BestAtOneDial = Fronts.Of(trace.Name, trace, options, cancellation).Best(missed.Target) } }
            : report;
    }

    /// <summary>The trace without its empty runs, if these policies can replay it at these prices.</summary>
    /// <exception cref="ReplayException">They can't.</exception>
    internal static Trace Checked(Trace trace, ReplayOptions options, IReadOnlyList<string> policies)
    {
        foreach (var policy in policies) PolicyNames.Check(policy);
        if (trace.Runs.Any(r => r.Steps.Count == 0)) trace = trace with { Runs = [.. trace.Runs.Where(r => r.Steps.Count > 0)] };
        CheckLog(trace, policies);
        CheckPrices(trace, options);
        return trace;
    }

    /// <summary>What came of a policy, from its own pass and those of its brackets.</summary>
    internal static ReplayReport Report(
        Trace trace, ReplayOptions options, List<ReplayedRun> sequential, List<ReplayedRun> speculative, List<ReplayedRun> oracle)
    {
        var seconds = speculative.Sum(r => Seconds(r.Waited));
        var confirmed = speculative.Sum(r => r.Result.ConfirmedGuesses.Amount);
        var depth = (Sum: speculative.Sum(r => r.Result.Depth.Sum), Count: speculative.Sum(r => r.Result.Depth.Count));
        var brier = (Sum: speculative.Sum(r => r.Result.Brier.Sum), Count: speculative.Sum(r => r.Result.Brier.Count));
        return new ReplayReport
        {
            Trace = trace.Name,
            Workload = string.Join(", ", trace.Runs.Select(r => r.Workload).Distinct()),
            Policy = options.Policy,
            Dial = options.Dial,
            ValueOfTime = options.ValueOfTime.Amount,
            Entry = options.Gates.Entry,
            Runs = trace.Runs.Count,
            Steps = trace.Runs.Sum(r => r.Steps.Count),
            Sequential = BillOf(sequential),
            Speculative = BillOf(speculative),
            Oracle = BillOf(oracle),
            WasteUsd = speculative.Sum(r => r.Cost.Amount) - sequential.Sum(r => r.Cost.Amount) - confirmed,
            Bets = speculative.Sum(r => r.Result.Bets),
            Hits = speculative.Sum(r => r.Result.Hits),
            Misses = speculative.Sum(r => r.Result.Misses),
            Cancelled = speculative.Sum(r => r.Result.Cancelled),
            MeanDepth = depth.Count == 0 || !speculative.Exists(r => r.WasAhead) ? 0 : depth.Sum / (double)depth.Count,
            PeakConcurrency = speculative.Count == 0 ? 0 : speculative.Average(r => r.Peak),
            MeanConcurrency = seconds == 0 ? 0 : (double)(speculative.Sum(r => Seconds(r.Busy)) / seconds),
            Brier = brier.Count == 0 ? null : brier.Sum / brier.Count,
            Prefetches = new PrefetchCounts(speculative.Sum(r => r.Prefetches.Started), speculative.Sum(r => r.Prefetches.Used)),
            Reads = Reads(trace, speculative),
            PerRun = [.. speculative.Select(r => new RunBill(r.Run, Seconds(r.Waited), r.Cost.Amount, r.Result.UnknownCosts))],
            Target = options.Target is { } target && !PolicyNames.Foresees(options.Policy) ? TargetReport.Of(target, options.Dial, sequential, speculative) : null,
            Skipped = trace.Skipped,
        };
    }

    private static Bill BillOf(List<ReplayedRun> runs) => 
        new(runs.Sum(r => Seconds(r.Waited)), runs.Sum(r => r.Cost.Amount), runs.Sum(r => r.Result.UnknownCosts));

    internal static decimal Seconds(TimeSpan time) => time.Ticks / (decimal)TimeSpan.TicksPerSecond;

    private static ReadGuesses Reads(Trace trace, List<ReplayedRun> speculative)
    {
        var calls = trace.Runs.Sum(r => r.Steps.Count(ReadWitness.IsRead));
        if (calls == 0 || !speculative.Exists(r => r.Guessed is not null)) return new ReadGuesses(calls, null, null);
        var (first, three) = (speculative.Sum(r => r.Guessed?.First ?? 0), speculative.Sum(r => r.Guessed?.Three ?? 0));
        return new ReadGuesses(calls, 100.0 * first / calls, 100.0 * three / calls);
    }

    private static void CheckLog(Trace trace, IReadOnlyList<string> policies)
    {
        if (policies.Any(PolicyNames.NeedsLog) && trace.Runs.FirstOrDefault(r => r.Logged is null) is { } run)
            throw new ReplayException($"The policy 'logged' replays what a trace's own log did, but run '{run.Run}' has no 'logged' field.");
    }

    private static void CheckPrices(Trace trace, ReplayOptions options)
    {
        foreach (var run in trace.Runs)
            if (run.Steps.FirstOrDefault(s => s is { Kind: StepKind.Model, Model: null, Usage: not null }) is { } nameless)
                throw new ReplayException($"Step '{nameless.Id}' of run '{run.Run}' has usage but names no model, so nobody knows its price: add \"model\".");
        var steps = trace.Runs.Concat(options.Train?.Runs ?? []).SelectMany(r => r.Steps);
        options.Prices.Require(steps.SelectMany(s => s.Guesses.Select(g => g.Model).Append(s.Model)).OfType<string>(), Curriculum.Began(options));
    }
}
