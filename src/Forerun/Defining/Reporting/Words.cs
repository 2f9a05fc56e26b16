using System.Globalization;
using System.Text;
using Forerun.Calibrating;
using Forerun.Deciding;
using Forerun.Ledgers;

namespace Forerun.Defining.Reporting;

/// <summary>Reports in words.</summary>
internal static class Words
{
    public static string Of(RunReport report)
    {
        var text = new StringBuilder($"{report.Workflow} · run {report.Run}{(report.Entry == Entry.Gated ? " · gated" : "")}\n");
        text.Append(report.Answered is { } answered ? $"answered after {Seconds(answered)}" : "not answered");
        if (report.WithoutBets is { } without) text.Append($", {Seconds(without)} without bets");
        text.Append($"; {report.Cost}, {report.LostOnBets} of it lost on bets");
        if (report.UnknownCosts > 0) text.Append($", {report.UnknownCosts} {(report.UnknownCosts == 1 ? "call" : "calls")} of unknown price not counted");
        if (report.Lossy is { Count: > 0 } lossy) text.Append($"; lossy: {string.Join(", ", lossy.Select(s => $"'{s}'"))}");
        if (!report.IsSettled) text.Append(" (not settled yet)");
        foreach (var bet in report.Bets.Concat(report.Declined)) text.Append($"\n- {bet}");
        return text.ToString();
    }

    public static string Of(BetReport bet)
    {
        var steps = string.Join(", ", bet.Steps.Select(s => $"'{s}'"));
        var upstream = bet.Edge.Split(" -> ")[0];
        return bet.Outcome switch
        {
            Outcome.Hit => $"{steps} was begun on a guess of '{upstream}', {Sure(bet.Decision)}: {Right(bet.Tier)}, {Seconds(bet.Saved)} ahead.",
            Outcome.Miss => $"{steps} was begun on a guess of '{upstream}', {Sure(bet.Decision)}: wrong, {Lost(bet)} lost.",
            Outcome.Cancelled => $"{steps} was begun on a guess of '{upstream}', {Sure(bet.Decision)}: dropped before the truth was known, {Lost(bet)} lost.",
            _ => $"{steps} waited for '{upstream}': {Why(bet.Decision)}.",
        };
    }

    private static string Right(int tier) => tier switch
    {
        1 => "right",
        2 => "equivalent to what came (tier 2, lossy)",
        _ => $"confirmed by what came of it (tier {tier}, lossy)",
    };

    private static string Why(in Decision decision) => decision switch
    {
        { Verdict: Verdict.Inadmissible } => "its effect may not happen on a guess",
        { Enabled: false } => "speculation is switched off",
        { HeldBack: { } stand } => $"its edge is in stage {stand}, in which this run does not bet on it",
        { IsRefused: true } => "the limits had no room",
        { Verdict: Verdict.Wait, Measure: null, Terms.BreakEvenProbability: > 1 } => "there was too little to gain, however sure the guess",
        { WithinAllowance: false } => $"a bet, {Sure(decision)}, was more than the allowance had left",
        { Verdict: Verdict.Speculate } => $"a bet would have paid, {Sure(decision)}, but there was nothing to guess with",
        _ => $"a bet did not pay, {Sure(decision)}",
    };

    private static string Sure(in Decision decision) => decision == default ? "for a reason that the ledger does not give"
        : decision.Measure is { } measure
        ? $"{measure} {Number(decision.Score)} where {Number(decision.ScoreThreshold)} was needed"
        : decision.Terms.BreakEvenProbability > 1 ? $"{Percent(decision.Terms.Probability)} sure where no guess is sure enough"
        : $"{Percent(decision.Terms.Probability)} sure where {Percent(decision.Terms.BreakEvenProbability)} was needed";

    private static string Lost(BetReport bet) => bet.Cost is { } cost ? cost.ToString() : "an unknown sum";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    private static string Percent(decimal share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
