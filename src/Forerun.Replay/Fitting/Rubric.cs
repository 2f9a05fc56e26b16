using System.Globalization;
using Forerun.Calibrating;
using Forerun.Effects;
using Forerun.Pricing;

namespace Forerun.Replay.Fitting;

/// <summary>Scores and verdict of one edge. Where the lines between 0, 1 and 2 lie is ours: docs/fit.md.</summary>
internal static class Rubric
{
    private const double Doubtful = 0.1;
    private const int Few = 20, Enough = 50;

    public static FitEdge Of(EdgeFacts edge, EdgeRecord shown, decimal waited, ReplayOptions options, string name)
    {
        var share = waited == 0 ? 0 : 100 * edge.Hideable / waited;
        var value = options.ValueOfTime.Amount * edge.Hideable / edge.Times;
        decimal? ratio = edge.Cost is > 0 and var cost ? value / cost : null;
        var scores = new FitScores(
            share >= 2 ? 2 : share >= 0.5m ? 1 : 0,
            Predictability(shown),
            edge.Cost is null ? 0 : ratio is null or >= 4 ? 2 : ratio >= 1 ? 1 : 0,
            edge.Admission switch { Admission.Admissible => 2, Admission.Staged => 1, _ => 0 },
            edge.Times >= 150 ? 2 : edge.Times >= 50 ? 1 : 0,
            edge.Outputs <= 5.5 ? 2 : edge.Outputs <= 50 ? 1 : 0);
        return new FitEdge(name, Verdict(edge, shown, scores), scores, [.. Reasons(edge, shown, share, value)]);
    }

    /// <summary>By the guesses on which a bet pays; where these are few, by all guesses and what those need.</summary>
    private static int Predictability(EdgeRecord shown)
    {
        if (shown.Paying == 0) return 0;
        var doubt = shown.Paying < Few ? shown.DoubtOfAll : shown.Doubt;
        return doubt <= Doubtful ? 2 : doubt < 1 - Doubtful ? 1 : 0;
    }

    /// <summary>By the sum, but for what settles it: what may not run on a guess, and what is known not to pay.</summary>
    private static FitVerdict Verdict(EdgeFacts edge, EdgeRecord shown, FitScores scores)
    {
        if (edge.Admission == Admission.Inadmissible || (shown.Decisions >= Enough && scores.Predictability == 0)) return FitVerdict.DoNot;
        var verdict = scores.Sum switch { >= 10 => FitVerdict.Strong, >= 7 => FitVerdict.Fit, >= 4 => FitVerdict.Marginal, _ => FitVerdict.DoNot };
        return scores.Predictability == 0 && verdict > FitVerdict.Marginal ? FitVerdict.Marginal : verdict;
    }

    private static IEnumerable<string> Reasons(EdgeFacts edge, EdgeRecord shown, decimal share, decimal value)
    {
        yield return Of($"upstream share: it could hide at most {edge.Hideable:N1} s, {share:N1} % of what people wait for");
        yield return shown.Decisions == 0
            ? "P against P*: nothing was ever offered as a guess that could be decided on"
            : shown.Paying == 0 ? Of($"P against P*: on none of {shown.Decisions:N0} guesses a bet would have paid; {100 * shown.Rate:N1} % of them were right")
            : Of($"P against P*: of the {shown.Paying:N0} guesses on which a bet pays {100 * shown.PayingRate:N1} % were right, and {100 * shown.BreakEven:N1} % have to be; of all {shown.Decisions:N0}, {100 * shown.Rate:N1} %");
        yield return edge.Cost is { } cost
            ? Of($"cost against value: a miss costs up to {new Usd(cost)}, a hit is worth up to {new Usd(value)}")
            : "cost against value: what the downstream costs is unknown";
        yield return edge.Admission switch
        {
            Admission.Admissible => "admissibility: it has no effect, so it may run on a guess",
            Admission.Staged => "admissibility: its effect may be prepared on a guess, and leaves when it is asked for",
            _ => "admissibility: its effect, or the person who does it, forbids any guess",
        };
        yield return Of($"volume: gone through {edge.Times:N0} times");
        yield return Of($"output space: as varied as {edge.Outputs:N1} equally likely outputs of '{edge.Upstream}'");
    }

    private static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
