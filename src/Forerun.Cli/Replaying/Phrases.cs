using Forerun.Calibrating;
using Forerun.Cli.Output;
using Forerun.Pricing;
using Forerun.Replay;

namespace Forerun.Cli.Replaying;

/// <summary>What the numbers of a report mean, in words.</summary>
internal static class Phrases
{
    public static string Share(decimal part, decimal whole) => whole == 0 ? "-" : $"{100 * part / whole:N1} %";

    /// <summary>Dollars per second, with the decimals that it takes.</summary>
    public static string Rate(decimal valueOfTime) =>
        valueOfTime is > 0 and < 0.01m ? $"${valueOfTime}/s" : $"{new Usd(valueOfTime)}/s";

    /// <summary>Dollars of a bill; a plus and a question mark where some of it is not known.</summary>
    public static string Dollars(Bill bill) => new Usd(bill.Usd) + (bill.Cost is null ? "+?" : "");

    /// <summary>Whether it paid.</summary>
    public static string Meaning(ReplayReport report)
    {
        var saved = report.Sequential.Seconds - report.Speculative.Seconds;
        var extra = report.Speculative.Usd - report.Sequential.Usd;
        if (saved == 0 && extra == 0 && report.AreCostsKnown)
            return "It saved nothing and cost nothing.";
        if (!report.AreCostsKnown) return $"{Time(report, saved)}; what for is not known, since not every call says what it used.";
        return $"{Time(report, saved)} {Money(report, extra)}; {Worth(report)}";
    }

    /// <summary>How many calls have a cost that nobody knows, and what to do.</summary>
    public static string Unknown(ReplayReport report) =>
        (report.UnknownCosts == 1
            ? "1 model call does not say what was used of which model, so its cost is not known "
            : $"{report.UnknownCosts:N0} model calls do not say what was used of which model, so their cost is not known ")
        + "and in no sum; add \"usage\" to the steps, and \"model\" and \"usage\" to the guesses.";

    /// <summary>How edges come to be bet on.</summary>
    public static string Of(Entry entry) => entry == Entry.Gated ? "gated" : "at once";

    private static string Time(ReplayReport report, decimal saved) => saved switch
    {
        > 0 => $"It saved {Math.Abs(report.SavedPercent):N1} % of the waiting time",
        < 0 => $"It took {Math.Abs(report.SavedPercent):N1} % longer",
        _ => "It saved no time",
    };

    /// <summary>What came of the bets.</summary>
    public static string Bets(ReplayReport report)
    {
        if (report.Bets == 0)
            return report.AreCostsKnown && report.Speculative.Usd - report.Sequential.Usd is > 0 and var bought
                ? $"No bets were placed; {new Usd(bought)} went on guesses that were bought, {new Usd(report.WasteUsd)} of it on ones that were not confirmed."
                : "No bets were placed.";
        return $"{Counts.Of(report.Bets, "bet")}: {Counts.Of(report.Hits, "hit")}, {report.Misses:N0} missed, {report.Cancelled:N0} cancelled; "
            + (report.AreCostsKnown ? $"{new Usd(report.WasteUsd)} of the dollars bought nothing." : "how many dollars bought nothing is not known.");
    }

    private static string Money(ReplayReport report, decimal extra) => extra switch
    {
        0 => "for no more dollars",
        _ when report.Sequential.Usd == 0 => $"for {new Usd(extra)}",
        > 0 => $"for {report.ExtraUsdPercent:N1} % more dollars",
        _ => $"for {-report.ExtraUsdPercent:N1} % fewer dollars",
    };

    private static string Worth(ReplayReport report)
    {
        var rate = $"at {Rate(report.ValueOfTime)}";
        return report.NetValueUsd switch
        {
            > 0 => $"{rate} that is worth {new Usd(report.NetValueUsd)}.",
            0 => $"{rate} that is worth exactly what it costs.",
            _ => $"{rate} it costs {new Usd(-report.NetValueUsd)} more than it is worth: it did not pay.",
        };
    }
}
