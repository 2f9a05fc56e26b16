using System.Globalization;
using Forerun.Calibrating;
using Forerun.Pricing;

namespace Forerun.Cli.Calibrating;

/// <summary>What an edge lacks for the next stage, in words and numbers.</summary>
internal static class Lacking
{
    public const string Inadmissible = "its effect, or the person who does it, forbids any guess";

    private static readonly Gates Gates = new();

    /// <summary>What it lacks, a clause each; nothing where a move is for a person to make, or it has all.</summary>
    public static IReadOnlyList<string> Of(StageState state)
    {
        if (state.IsInadmissible) return [Inadmissible];
        var shown = Gate.Shown(state);
        if (shown.Decisions == 0 && state.Stage is Stage.Offline or Stage.Shadow)
            return [Told($"nothing was guessed {(state.Stage == Stage.Shadow ? "in this stage yet" : "that could be decided on")}; it takes {Gate.Least(state.Stage, Gates):N0} decisions on which a bet pays")];
        return [.. Gate.Lacks(state, Gates).Select(lack => Of(lack, state, shown))];
    }

    /// <summary>Where an edge stands, and why.</summary>
    public static string Sentence(StageState state)
    {
        var lacks = Of(state);
        return $"{state.Edge.Workflow}: {state.Edge} is {Where(state.Stand)}" + (state.Stage switch
        {
            Stage.Killed => ": only rearm leads out, to shadow.",
            Stage.Online => ", and drift is looked for.",
            _ when lacks.Count > 0 => $": {string.Join("; ", lacks)}.",
            Stage.Offline => ", and has shown what the first gate takes: forerun calibrate replay or promote lets it on.",
            _ => ", and has shown what the next gate takes.",
        });
    }

    private static string Of(Lack lack, StageState state, EdgeRecord shown) => lack switch
    {
        Lack.Admissibility => Inadmissible,
        Lack.Decisions when shown.Paying == 0 => Told($"a bet pays on none of {shown.Decisions:N0} guesses, of which {100 * shown.Rate:N1} % were right; it takes {Gate.Least(state.Stage, Gates):N0}"),
        Lack.Decisions => Told($"{shown.Paying:N0} of the {Gate.Least(state.Stage, Gates):N0} decisions on which a bet pays"),
        Lack.Rate => Told($"{100 * shown.PayingRate:N1} % of {shown.Paying:N0} guesses on which a bet pays were right: not surely the {100 * shown.BreakEven:N1} % that have to be"),
        Lack.Bias => Told($"{100 * shown.MeanSaid:N1} % said and {100 * shown.Rate:N1} % right are more than {100 * Gates.MostBias:N0} points apart"),
        Lack.Brier => Told($"a Brier score of {shown.Brier:N3}, over {Gates.MostBrier:0.##}"),
        Lack.Bets => Told($"{state.Bets:N0} of {Gates.CanaryBets:N0} bets that have ended"),
        _ => Told($"bets lost {new Usd(state.Lost)} and won {new Usd(state.Won)}"),
    };

    private static string Where(Stand stand) => stand.Stage is Stage.Shadow or Stage.Canary ? $"in {stand}" : $"{stand}";

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
