using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Replay.Comparing;

namespace Forerun.Cli.Comparing.Web;

/// <summary>The parts of the page below its first chart.</summary>
internal static class Sections
{
    private const int OperationsShown = 5;

    public static Markup Policies(Comparison comparison) => HtmlTable.Of(
        "All policies: time saved (dT), tokens and dollars more than without bets, and what it is worth",
        ["policy", "dT", "dP", "dG", "dCost", "MC", "K", "bets", "hit", "waste", "net value", "95 % from", "to", "Brier"],
        comparison.Rows.Select(Cells), policy => policy == comparison.Best?.Policy);

    public static Markup Dials(Comparison comparison) => comparison.DialSweep.Count == 0 ? default : Markup.Of($"""
        <h2>Turning the dial</h2>
        <p>The dial goes from 0, cost first, to 1, latency first.</p>
        {Findings.OfDials(comparison).Select(s => Markup.Of($"<p>{s}</p>"))}
        {Sweep("Each policy at each dial", "dial", comparison.DialSweep)}
        """);

    public static Markup Values(Comparison comparison) => comparison.ValueSweep.Count == 0 ? default : Markup.Of($"""
        <h2>If a second were worth more, or less</h2>
        {Sweep("Each policy at other values of time", "USD a second", comparison.ValueSweep)}
        """);

    public static Markup Runs(Comparison comparison, IReadOnlyList<RunTold> runs) => runs.Count == 0 ? default : Markup.Of($"""
        <h2>Single runs, step by step</h2>
        <p class="key"><span class="swatch real"></span>step<span class="swatch hit"></span>bet that hit<span class="swatch lost"></span>bet that missed or was cancelled<span class="swatch bought"></span>guess bought</p>
        {runs.Select((run, i) => Markup.Of($"""
            <h3>Run {Numbers.Short(run.Run)}, {run.Kind}</h3>
            <p>{Numbers.Seconds(run.Before.Seconds)} s and {Numbers.Dollars(run.Before.Usd)} one step after the other, {Numbers.Seconds(run.After.Seconds)} s and {Numbers.Dollars(run.After.Usd)} with {comparison.Told!.Policy}.</p>
            <div class="wide">{TimelineChart.Of(run, comparison.Told!.Policy, i)}</div>
            """))}
        """);

    public static Markup Said(Comparison comparison) => comparison.Told is not { Reliability.Count: > 0 } told ? default : Markup.Of($"""
        <h2>Did it know how sure it was?</h2>
        <p>On the dashed line, what was said to be likely in so many percent came true in as many. Larger points are more guesses. The mean squared error (Brier) of {told.Policy} is {Numbers.Fixed(told.Replay.Brier, 3)}; 0 is perfect, 0.25 a coin's.</p>
        {ReliabilityChart.Of(told)}
        {ReliabilityChart.Table(told)}
        """);

    public static Markup Money(Comparison comparison)
    {
        var rows = comparison.Rows.Where(r => !r.EqualsSequential).ToList();
        return Markup.Of($"""
            <h2>Where the money went</h2>
            <p class="key"><span class="swatch real"></span>steps that the runs needed, those begun early included<span class="swatch lost"></span>bets that were lost<span class="swatch bought"></span>guesses bought</p>
            <div class="wide">{MoneyChart.Of(rows)}</div>
            {MoneyChart.Table(rows)}
            """);
    }

    public static Markup Bets(Comparison comparison)
    {
        var rows = comparison.Rows.Where(r => r.BetsOn.Count > 0).ToList();
        return rows.Count == 0 ? default : Markup.Of($"""
            <h2>What each policy bet on</h2>
            {HtmlTable.Of(
                $"The {OperationsShown} operations that each started early most often", ["policy", "operation", "bets", "hit", "missed", "cancelled", "begun earlier, s", "lost"],
                rows.SelectMany(r => r.BetsOn.Take(OperationsShown).Select(b => Cells(r.Policy, b))))}
            """);
    }

    public static Markup Method(Comparison comparison) => Markup.Of($"""
        <h2>How this was reckoned</h2>
        <p>Every policy was given the same runs, prices, guards and, one run after the other, the same to learn from. Nothing but oracle, oracle:episode, free-oracle and logged saw anything before it had happened. Seconds are those that people wait. Dollars include guesses that were bought and calls that were stopped.</p>
        <p>Net value is {Phrases.Rate(comparison.ValueOfTime)} for each second saved, less the dollars that it cost more. Its interval is a bootstrap over runs, {Bootstrap.Resamples.ToString("N0", Numbers.Culture)} resamples, 95 %, the same draws for all policies, seed {comparison.Seed}; it takes runs for independent, though each has taught the next.</p>
        <p>dT is the mean over runs of the share of time saved; dP, dG and dCost are prompt tokens, generated tokens and dollars more than {ComparePage.Compared(comparison)}, of sums. MC is the most calls in flight, K the depth, both means. Waste is what was paid more, less the guesses that came true.</p>
        <p>{Skipped(comparison)}</p>
        """);

    private static string Skipped(Comparison comparison) => comparison.Skipped.Count == 0
        ? "Every line of the trace was read."
        : $"{Counts.Of(comparison.Skipped.Count, "line")} of the trace could not be read and {(comparison.Skipped.Count == 1 ? "is" : "are")} not in it.";

    private static Markup Sweep(string caption, string at, IEnumerable<SweepPoint> points) => HtmlTable.Of(
        caption, ["policy", at, "seconds", "dollars", "net value"],
        points.Select(p => (IReadOnlyList<string>)
            [p.Policy, p.At.ToString("0.#########", Numbers.Culture), Numbers.Seconds(p.Seconds), Numbers.Dollars(p.Usd), Numbers.Dollars(p.NetValueUsd)]));

    private static IReadOnlyList<string> Cells(ComparisonRow row)
    {
        if (row.EqualsSequential)
            return [row.Policy, "made no bet", .. Enumerable.Repeat(Numbers.Unknown, 12)];
        var (replay, columns) = (row.Replay, row.Columns);
        return
        [
            row.Policy, Numbers.Percent(columns.TimePercent), Numbers.Percent(columns.PromptPercent), Numbers.Percent(columns.GeneratedPercent),
            Numbers.Percent(columns.CostPercent), Numbers.Fixed(replay.PeakConcurrency, 2), Numbers.Fixed(replay.MeanDepth, 2),
            Numbers.Count(replay.Bets), Numbers.Percent(row.HitPercent), Numbers.Dollars(row.WasteUsd), Numbers.Dollars(row.NetValueUsd),
            Numbers.Dollars(row.Interval?.Low), Numbers.Dollars(row.Interval?.High), Numbers.Fixed(replay.Brier, 3),
        ];
    }

    private static IReadOnlyList<string> Cells(string policy, BetsOn bets) =>
    [
        policy, Numbers.Short(bets.Operation), Numbers.Count(bets.Bets), Numbers.Count(bets.Hits), Numbers.Count(bets.Misses),
        Numbers.Count(bets.Cancelled), Numbers.Seconds(bets.SavedSeconds), Numbers.Dollars(bets.LostUsd),
    ];
}
