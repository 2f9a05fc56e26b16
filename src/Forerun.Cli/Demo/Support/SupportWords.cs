using System.Globalization;
using Forerun.Cli.Demo.Support.Models;
using Forerun.Cli.Demo.Support.World;
using Forerun.Testing;

namespace Forerun.Cli.Demo.Support;

/// <summary>What the support demo was and what came out, in sentences.</summary>
internal static class SupportWords
{
    private static readonly Pacing Pace = new();

    /// <summary>What of it is real.</summary>
    public static IEnumerable<string> Setting(SupportRequest request)
    {
        if (request.Endpoint is { } endpoint)
        {
            yield return $"Real: {endpoint.Authority} answers as '{request.Model}', and bills you for both passes; the agent, its tools over SQLite, clock, predictors that begin with nothing. "
                + "Scripted: people and orders, drawn by the seed, and how long look-ups take. There is no drafter.";
            yield return "Its answers are drawn anew for each request, so each pass holds conversations of its own; they are compared on what comes before the first answer.";
            yield break;
        }

        yield return "Real: HTTP on loopback, token by token, clients, the agent, its tools over SQLite, clock, predictors that begin with nothing, prices of "
            + $"{request.Large} and {request.Small}. Scripted: what people and models say, drawn by the seed. What the model looks up has {Number(SupportScript.Entropy)} bits, "
            + $"what a person wants {Number(Person.Entropy)}; the drafter is right {Percent(SupportScript.DrafterIsRight)} of the time.";
        yield return $"The model's first token comes after {Number(Pace.FirstToken.TotalSeconds)} s, then one every {Milliseconds(Pace.PerToken)} ms, {SupportScript.Thoughts} of them thoughts; the drafter's after "
            + $"{Number(SupportScript.DraftPace.FirstToken.TotalSeconds)} s, then {Milliseconds(SupportScript.DraftPace.PerToken)} ms; look-ups {Number(ShopTools.Median.TotalSeconds)} s, one in ten over {Number(ShopTools.Ninth.TotalSeconds)} s. "
            + "The plain loop, the agent with bets and one with foresight run at the same time, each with a service and a database of its own.";
    }

    /// <summary>What came out.</summary>
    public static IEnumerable<string> Outcome(SupportReport report) =>
    [
        .. DemoWords.Outcome(report.Passes),
        $"Saved by early issue {Seconds(report.SavedBy.EarlyIssue)}, prefetch {Seconds(report.SavedBy.Prefetch)}, drafting {Seconds(report.SavedBy.Drafting)}"
            + (report is { ForesightSavedBy: { } best, ForesightUnattributed: { } rest }
                ? $"; with foresight {Seconds(best.EarlyIssue)}, {Seconds(best.Prefetch)} and {Seconds(best.Drafting)}. "
                    + $"The rest, {Seconds(report.Unattributed)} and {Seconds(rest)}, is what the loops cost and what the clock makes of two runs."
                : $". The rest, {Seconds(report.Unattributed)}, is what the loops cost and by how much the two passes' conversations differ."),
    ];

    private static string Seconds(decimal seconds) => Number((double)seconds) + " s";

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
