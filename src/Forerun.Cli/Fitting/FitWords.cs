using System.Globalization;
using Forerun.Pricing;
using Forerun.Replay.Fitting;

namespace Forerun.Cli.Fitting;

/// <summary>What is found, in sentences and tables, for terminal and page alike.</summary>
internal static class FitWords
{
    public static IReadOnlyList<string> SpendingColumns { get; } = ["operation", "model", "calls", "seconds", "critical path", "dollars", "cached"];

    public static IReadOnlyList<string> EdgeColumns { get; } = ["edge", "verdict", "share", "P", "value", "admissible", "volume", "outputs", "sum"];

    public static string Verdict(FitVerdict verdict) => verdict switch
    {
        FitVerdict.Strong => "Strong: speculate.",
        FitVerdict.Fit => "Fit: speculate on the edges that fit.",
        FitVerdict.Marginal => "Marginal: it may pay, and may not. Keep it in shadow and look again with more runs.",
        _ => "Do not speculate here. The next lines say where the seconds and dollars go all the same.",
    };

    public static IEnumerable<IReadOnlyList<string>> Spending(FitReport report) => report.Spending.Select(s => (IReadOnlyList<string>)
    [
        s.Operation, s.Model ?? "-", Number(s.Calls, 0), Number(s.Seconds, 1), s.IsPerson ? "a person" : $"{Number((decimal)s.CriticalPercent, 1)} %",
        s.Usd is { } usd ? new Usd(usd).ToString() : "?", s.InputTokens == 0 ? "-" : $"{Number(100m * s.CachedTokens / s.InputTokens, 1)} %",
    ]);

    public static IEnumerable<IReadOnlyList<string>> Edges(FitReport report) => report.Edges.Select(e => (IReadOnlyList<string>)
    [
        e.Edge, FitJson.Word(e.Verdict), Score(e.Scores.UpstreamShare), Score(e.Scores.Predictability), Score(e.Scores.CostAgainstValue),
        Score(e.Scores.Admissibility), Score(e.Scores.Volume), Score(e.Scores.OutputSpace), $"{e.Scores.Sum}",
    ]);

    public static IEnumerable<string> Findings(FitReport report)
    {
        foreach (var reason in report.Reasons) yield return Sentence(reason);
        yield return $"Of the eight kinds of workload it is nearest to: {report.Archetype.Name}.";
        if (report.Verdict != FitVerdict.DoNot)
            yield return $"Recommended: dial {report.Dial.ToString(CultureInfo.InvariantCulture)}, {(report.Depth == 1 ? "no step ahead" : $"up to depth {report.Depth}")}. Begin gated: forerun calibrate replay {report.Trace}.";
        if (report.LostUsd > 0) yield return $"Bets that missed or were cancelled cost {new Usd(report.LostUsd)} in {Number(report.Runs, 0)} runs, learning from nothing.";
        if (report.Yearly is { } year)
            yield return $"A year of {Number(year.Runs, 0)} runs: {Number(year.Hours, 0)} hours less waiting for ${Number(year.Usd, 0)} more, worth ${Number(year.NetUsd, 0)} net.";
    }

    public static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.";

    private static string Score(int score) => score.ToString(CultureInfo.InvariantCulture);

    private static string Number(decimal number, int digits) => number.ToString($"N{digits}", CultureInfo.InvariantCulture);
}
