using Forerun.Aiming;
using Forerun.Cli.Output;

namespace Forerun.Cli.Calibrating;

/// <summary>Targets and the fronts that they begin on, in a sentence each.</summary>
internal static class FrontWords
{
    /// <summary>What recorded runs gave at several dials.</summary>
    public static string Of(Front front) =>
        $"{front.Workflow}: targets begin on the front of {Counts.Of(front.Runs, "recorded run")} under {front.Policy}: "
        + string.Join(", ", front.Points.Select(p => FormattableString.Invariant($"dial {p.Dial:0.##} {p.ExtraPercent:N1} % more dollars and p95 {p.Seconds[94]:N1} s"))) + ".";

    /// <summary>Where a target has brought its dial.</summary>
    public static string Of(AimState aim)
    {
        var seen = FormattableString.Invariant($"{aim.SeenPercent:N1} % {(aim.Target.ExtraPercent is null ? "late" : "more dollars")}");
        return FormattableString.Invariant($"{aim.Workflow}: {aim.Target} has its dial at {aim.Heading.Dial:0.##} after {Counts.Of(aim.Runs, "run")}: {seen} over the newest")
            + (aim.Heading.IsHeld ? ", so the next run bets on nothing." : ".");
    }
}
