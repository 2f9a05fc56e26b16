using Forerun.Deciding;
using Forerun.Ledgers;

namespace Forerun.Cli.Explaining;

/// <summary>A decision in words, from its row alone. No content is in a row, so none is in its words.</summary>
internal static class Sentences
{
    public static string Of(Told told)
    {
        var decision = told.Row.Decision;
        var because = decision switch
        {
            { Verdict: Verdict.Inadmissible } => "its effect does not allow it, whatever it would gain",
            { Enabled: false } => "speculation was switched off",
            { WithinAllowance: false } => $"what being wrong may cost was used up ({Comparison.Of(decision)})",
            { HeldBack: { } stand } => $"its edge is in stage {stand}, in which this run does not bet on it",
            { IsRefused: true } => $"the limits had no room for it ({Comparison.Of(decision)})",
            _ => Comparison.Of(decision),
        };
        return $"{What(told)}: {because}.{Grace(decision)}{Difference(decision)}{Outcome(told)}{Lossy(told)}";
    }

    /// <summary>Who guessed, from the row: a digest says nothing to people.</summary>
    private static string By(DecisionRow row)
    {
        var names = row.Guesses.Select(g => g[..Math.Max(0, g.LastIndexOf(':'))]).Where(n => n is not ("" or "?")).Distinct().ToList();
        return names.Count == 0 ? "" : $" by {string.Join(" and ", names)}";
    }

    private static string What(Told told)
    {
        var row = told.Row;
        var what = $"{string.Join(" and ", row.Slots.Select(s => $"'{s}'"))} ({Downstream(row)})";
        var guess = row.Guesses.Count == 0 ? "" : $" on a guess of '{Upstream(row)}'{By(row)}";
        if (row.Guesses.Count == 0 || told.Attempt is { Standing: Standing.Purchase })
            return $"The guess {what} was {(row.Decision.Verdict == Verdict.Speculate ? "" : "not ")}{(IsStarted(told) ? "" : "to be ")}bought{guess}";
        return (row.Decision.Phase, row.Decision.Verdict) switch
        {
            (Phase.Plan, Verdict.Speculate) => $"The plan was to start {what}{guess}",
            (Phase.Plan, _) => $"The plan was not to start {what}{guess}",
            (Phase.Runtime, Verdict.Speculate) => $"{what} was {(IsStarted(told) ? "" : "to be ")}started{guess}",
            (Phase.Runtime, _) => $"{what} was not started{guess}",
            (_, Verdict.Speculate) => $"{what} was kept up{guess}",
            _ => $"{what} was stopped, which ran{guess}",
        };
    }

    /// <summary>What was decided against is not to be started either.</summary>
    private static bool IsStarted(Told told) => told.Attempt is not null || told.Row.Decision.Verdict != Verdict.Speculate;

    private static string Upstream(DecisionRow row) => row.Edge.LastIndexOf(" -> ", StringComparison.Ordinal) is var at and >= 0 ? row.Edge[..at] : row.Edge;

    private static string Downstream(DecisionRow row) => row.Edge[(row.Edge.LastIndexOf("-> ", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..];

    private static string Grace(Decision decision) => decision is { Grace: true, Verdict: Verdict.Speculate }
        ? " It had fallen below for the first time and was held once more, so that bets don't flap."
        : "";

    private static string Difference(Decision decision)
    {
        var why = decision.Reason switch
        {
            Reason.PosteriorMoved => "the probability has moved since",
            Reason.DialTurned => "the dial or the value of time was turned since",
            Reason.PriceChanged => "other prices are in force since",
            Reason.Late => "it would now save less time",
            Reason.Early => "it would now save more time",
            Reason.CostMoved => "it would now cost another sum",
            Reason.Probe => "bought only to learn how good the guesses are",
            _ => null,
        };
        if (decision.Planned is not { } planned || planned == decision.Verdict)
            return decision.Reason == Reason.Probe ? $" It was {why}." : "";
        var plan = planned == Verdict.Speculate ? "to bet" : "not to bet";
        return why is null ? $" The plan had been {plan}." : $" The plan had been {plan}; {why}.";
    }

    private static string Lossy(Told told) => told is { Bet.Tier: > 1 and var tier, Row.Decision.Phase: not Phase.Plan }
        ? $" What it had read was not equal to what came, but counted as equivalent (tier {tier}): its output is lossy."
        : "";

    private static string Outcome(Told told)
    {
        if (told.Row.Decision is not { Verdict: Verdict.Speculate, Phase: not Phase.Plan }) return "";
        if (told.Attempt is not { } attempt)
            return told.Row.Decision.Phase == Phase.Stream ? ""
                : told.IsOver ? " It was not started after all: something had changed before it could be."
                : " It has not ended yet, or was not started after all.";
        var cost = attempt.Cost is { } usd ? Comparison.Dollars(usd.Amount) : "a sum that nobody knows";
        var it = attempt.StartedAt > told.Row.At ? $" It began at {Comparison.Seconds(attempt.StartedAt)} and" : " It";
        if (attempt.Standing == Standing.Purchase) return $"{it} cost {cost}.";
        return told.Bet switch
        {
            { Outcome: Ledgers.Outcome.Hit, Saved: { Ticks: > 0 } saved } =>
                $"{it} hit: it was {Comparison.Seconds(saved)} ahead when it was asked for, and its {cost} were due anyway.",
            { Outcome: Ledgers.Outcome.Hit } => $"{it} hit, but saved nothing by then; it cost {cost}.",
            { Outcome: Ledgers.Outcome.Miss } => $"{it} missed: {cost} bought nothing.",
            { } => $"{it} was cancelled before its truth was known: {cost} bought nothing.",
            null => $"{it} cost {cost}, and what came of it was never written.",
        };
    }
}
