using System.Globalization;
using Forerun.Calibrating;
using Forerun.Pricing;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Fitting;

/// <summary>Finds out from recorded runs whether to speculate at all, on which edges, and what it would bring.</summary>
public static class Fitter
{
    private const string Policy = "forerun";
    private static readonly decimal[] Dials = [0, 0.5m, 1];

    /// <summary>Replays the runs in virtual time, one after the other, at three dials, and each by what the runs of other tasks have taught.</summary>
    /// <exception cref="ReplayException">The trace can't be replayed.</exception>
    /// <exception cref="UnknownPriceException">A model of the trace has no price: its cost is unknown, never zero.</exception>
    public static FitReport Run(Trace trace, FitOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(options);
        var replay = options.Replay with { Policy = Policy, Train = null, LeaveOutTask = false, Gates = new Gates() };
        trace = Replayer.Checked(trace, replay, [Policy]);
        var dials = Dials.Append(replay.Dial).Distinct().ToList();
        List<TraceRun[]> alone = [.. trace.Runs.Select(r => new[] { r })], tasks = [.. trace.Runs.GroupBy(r => r.Task ?? $"run {r.Run}").Select(g => g.ToArray())];
        if (tasks.Count == 1 || tasks.Count == alone.Count) tasks = []; // there is no other task, or no other run of a task
        var done = new Done(replay.Progress, trace.Runs.Count * (dials.Count + 1 + LeaveOut.Lessons(trace, alone.Count) + LeaveOut.Lessons(trace, tasks.Count)));
        var passes = SideBySide.Run<Learning>([.. dials.Select(dial => (Func<CancellationToken, Learning>)(stop => Learning.From(trace, replay with { Dial = dial }, Policy, done.Next, stop))),
            stop => Learning.From(trace, replay, "sequential", done.Next, stop)], cancellation);
        var (sequential, own) = (passes[^1], passes[dials.IndexOf(replay.Dial)]);
        var predicted = Prediction.Of(
            LeaveOut.Of(trace, replay, alone, done.Next, cancellation), LeaveOut.Of(trace, replay, tasks, done.Next, cancellation), own.Runs, sequential.Runs.ToDictionary(r => r.Run));
        var bill = new Bill(sequential.Runs.Sum(r => Replayer.Seconds(r.Waited)), sequential.Runs.Sum(r => r.Cost.Amount), sequential.Runs.Sum(r => r.Result.UnknownCosts));
        var edges = Edges(trace, replay, own, bill.Seconds);
        var net = (replay.ValueOfTime.Amount * predicted.SecondsPerRun) - predicted.UsdPerRun;
        var verdict = Verdict(edges, predicted, net);
        return new FitReport
        {
            Trace = trace.Name,
            Runs = trace.Runs.Count,
            Sequential = bill,
            LostUsd = own.LostUsd,
            Spending = Breakdown.Of(trace, replay),
            Verdict = verdict,
            Reasons = Reasons(edges, predicted, net, replay),
            Archetype = Archetype.Nearest(edges.Count == 0 ? new(0, 0, 0, 0, 0, 0) : edges[0].Scores),
            Edges = edges,
            Dial = verdict == FitVerdict.DoNot ? 0 : dials.Zip(passes).Where(p => Dials.Contains(p.First)).OrderByDescending(p => p.Second.NetOver(sequential, replay)).ThenBy(p => p.First).First().First,
            Depth = verdict == FitVerdict.DoNot ? 1 : own.Depth,
            Predicted = predicted,
            Yearly = options.RunsPerDay is { } runs ? YearOf(365 * runs, predicted, options.HourlyValue ?? (3600 * replay.ValueOfTime.Amount)) : null,
            Skipped = trace.Skipped,
        };
    }

    private static List<FitEdge> Edges(Trace trace, ReplayOptions options, Learning own, decimal waited)
    {
        var workloads = trace.Runs.Select(r => r.Workload).Distinct().Count();
        return [.. EdgeFacts.Of(trace, options).Select(Fit).OrderByDescending(e => e.Verdict).ThenByDescending(e => e.Scores.Sum).ThenByDescending(e => e.Scores.UpstreamShare)];

        FitEdge Fit(EdgeFacts edge)
        {
            var key = new StageKey(edge.Workload, edge.Upstream, edge.Downstream);
            return Rubric.Of(edge, own.Shown.GetValueOrDefault(key), waited, options, workloads > 1 ? $"{edge.Workload}: {key}" : key.ToString());
        }
    }

    /// <summary>That of the best edge, unless further runs are expected not to pay, or not sure to be sooner.</summary>
    private static FitVerdict Verdict(List<FitEdge> edges, Predicted predicted, decimal net)
    {
        var best = edges.Count == 0 ? FitVerdict.DoNot : edges[0].Verdict;
        if (net <= 0 || best == FitVerdict.DoNot) return FitVerdict.DoNot;
        return !predicted.IsSooner && best > FitVerdict.Marginal ? FitVerdict.Marginal : best;
    }

    private static List<string> Reasons(List<FitEdge> edges, Predicted predicted, decimal net, ReplayOptions options)
    {
        var yes = edges.Count(e => e.Verdict >= FitVerdict.Fit);
        List<string> reasons =
        [
            Told($"further runs are expected to be {predicted.SavedPercent:N1} % sooner for {predicted.ExtraUsdPercent:N1} % more dollars: {new Usd(net)} a run at {options.ValueOfTime}/s"),
            Told($"of ten further runs 90 % are expected between {predicted.Saved.Low:N1} and {predicted.Saved.High:N1} % sooner, and between {predicted.Extra.Low:N1} and {predicted.Extra.High:N1} % more dollars"),
            yes == 0 ? "no edge fits" : $"{yes} of {edges.Count} edges fit",
        ];
        if (predicted.IsCut) reasons.Add("the interval is 30 points: so few or so different tasks say no more");
        return reasons;
    }

    private static Yearly YearOf(decimal runs, Predicted predicted, decimal hourly)
    {
        var (hours, usd) = (runs * predicted.SecondsPerRun / 3600, runs * predicted.UsdPerRun);
        return new Yearly(runs, hours, usd, (hours * hourly) - usd);
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
