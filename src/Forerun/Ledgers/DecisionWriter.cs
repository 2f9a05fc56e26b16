using System.Text.Json;
using Forerun.Deciding;

namespace Forerun.Ledgers;

/// <summary>Writes all that a verdict follows from, so that it can be computed again, and the numbers that people ask for.</summary>
internal static class DecisionWriter
{
    public static void Write(Utf8JsonWriter json, DecisionRow row)
    {
        List(json, "slots", row.Slots);
        json.WriteString("edge", row.Edge);
        List(json, "guesses", row.Guesses);
        var decision = row.Decision;
        json.WriteString("phase", Words.Of(decision.Phase));
        Given(json, decision.Terms);
        json.WriteString("admission", Words.Of(decision.Admission));
        json.WriteBoolean("enabled", decision.Enabled);
        json.WriteBoolean("within_allowance", decision.WithinAllowance);
        json.WriteBoolean("grace", decision.Grace);
        json.WriteBoolean("refused", decision.IsRefused);
        json.WriteString("measure", decision.Measure);
        json.WriteNumber("score", decision.Score);
        json.WriteNumber("score_threshold", decision.ScoreThreshold);
        json.WriteString("verdict", Words.Of(decision.Verdict));
        json.WriteString("planned", decision.Planned is { } planned ? Words.Of(planned) : null);
        json.WriteString("reason", Words.Of(decision.Reason));
        json.WriteString("price_book", decision.PriceBook);
        if (decision.Quantile is { } quantile) json.WriteNumber("quantile", quantile);
        if (decision.Forget is { } forget) json.WriteNumber("forget", forget);
        if (decision.Tier > 1) json.WriteNumber("tier", decision.Tier);
        if (decision.HeldBack is { } stand)
        {
            json.WriteString("held_back_by", Words.Of(stand.Stage));
            json.WriteNumber("stage_share", stand.Share);
        }

        Derived(json, decision.Terms);
    }

    private static void Given(Utf8JsonWriter json, in Terms terms)
    {
        json.WriteNumber("probability", terms.Probability);
        json.WriteNumber("saved_seconds", RowWriter.Seconds(terms.Saved));
        json.WriteNumber("cost_usd", terms.Cost.Amount);
        json.WriteNumber("guess_price_usd", terms.GuessPrice.Amount);
        json.WriteNumber("value_of_time", terms.ValueOfTime.Amount);
        json.WriteNumber("dial", terms.Dial);
    }

    private static void Derived(Utf8JsonWriter json, Terms terms)
    {
        RowWriter.Number(json, "p_star", Fitting(() => terms.BreakEvenProbability));
        RowWriter.Number(json, "k_crit", Fitting(() => terms.CriticalWays));
        RowWriter.Number(json, "ev_usd", Fitting(() => terms.ExpectedValue.Amount));
        RowWriter.Number(json, "threshold_usd", Fitting(() => terms.Threshold.Amount));
        RowWriter.Number(json, "margin_usd", Fitting(() => terms.Margin.Amount));
        RowWriter.Number(json, "implied_value_of_time", Fitting(() => terms.ImpliedValueOfTime?.Amount));
    }

    // A ratio by next to nothing may be past what a decimal holds; a number for people must not stop a run.
    private static decimal? Fitting(Func<decimal?> number)
    {
        try
        {
            return number();
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }
}
