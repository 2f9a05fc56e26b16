using Forerun.Cli.Output;
using Forerun.Pricing;
using Forerun.Replay;
using Forerun.Replay.Aiming;
using Forerun.Replay.Comparing;

namespace Forerun.Cli.Replaying;

/// <summary>What became of a target, in words.</summary>
internal static class TargetWords
{
    /// <summary>The dial of a replay, or what it was moved by.</summary>
    public static string Dial(ReplayReport report) => Dial(report.Target, report.Dial);

    /// <summary>The same of a comparison, whose policies begin at one dial.</summary>
    public static string Dial(Comparison comparison) => Dial(comparison.Rows.Select(r => r.Replay.Target).FirstOrDefault(t => t is not null), comparison.Dial);

    /// <summary>Whether a target was met, and if not, what could have been had.</summary>
    public static string Of(TargetReport report)
    {
        var seen = report.LatePercent is { } late ? $"{Amount(report, report.Seen)}, and {late:N1} % of the runs took longer than {Bound(report)}" : Amount(report, report.Seen);
        if (report.IsMet) return $"The target {report.Target} is met: {seen}.";
        var missed = $"The target {report.Target} is missed: {seen}.";
        if (report.BestAtOneDial is not { } best) return missed;
        return best > BoundOf(report)
            ? $"{missed} No dial meets it over these runs: the best that one dial gives is {Amount(report, best)}."
            : $"{missed} One dial from the first run on would have given {Amount(report, best)}.";
    }

    /// <summary>Which policies meet the target, the best of them first; null: there was none.</summary>
    public static string? Of(Comparison comparison)
    {
        var aimed = comparison.Rows.Where(r => !r.IsBracket && r.Replay.Target is not null).ToList();
        if (aimed.Count == 0) return null;
        var target = aimed[0].Replay.Target!.Target;
        var met = aimed.Where(r => r.Replay.Target!.IsMet).ToList();
        if (met.Count == 0)
        {
            var nearest = aimed.MinBy(r => r.Replay.Target!.Seen)!;
            return $"No policy meets the target {target}: the nearest is {nearest.Policy} with {Amount(nearest.Replay.Target!, nearest.Replay.Target!.Seen)}.";
        }

        var best = met.MaxBy(r => r.NetValueUsd)!;
        return $"The target {target} is met by {Counts.Of(met.Count, "policy").Replace("policys", "policies", StringComparison.Ordinal)} of {aimed.Count:N0}: worth most with {best.Policy}, "
            + $"{best.Replay.SavedPercent:N1} % of the waiting saved for {best.Replay.ExtraUsdPercent:N1} % more dollars, {new Usd(best.Replay.NetValueUsd)}.";
    }

    private static string Dial(TargetReport? target, decimal dial) => target is null ? $"dial {Short(dial)}" : $"{target.Target}, from dial {Short(target.From)}";

    private static decimal BoundOf(TargetReport report) => report.Target.ExtraPercent ?? (decimal)report.Target.Within.TotalSeconds;

    private static string Bound(TargetReport report) => $"{report.Target.Within.TotalSeconds:0.###} s";

    private static string Amount(TargetReport report, decimal seen) => report.Target.ExtraPercent is null
        ? $"{100 * report.Target.Quantile:0} % of the runs within {seen:N1} s"
        : $"{seen:N1} % more dollars";

    private static string Short(decimal dial) => dial.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
