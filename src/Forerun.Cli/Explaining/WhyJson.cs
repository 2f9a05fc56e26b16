using System.Text.Json;
using Forerun.Cli.Output;

namespace Forerun.Cli.Explaining;

/// <summary>A run's decisions as one JSON object; scripts rely on its keys and their order.</summary>
internal static class WhyJson
{
    public static void Write(TextWriter output, WhyRequest request, Story story) => OneObject.Write(output, json =>
    {
        json.WriteString("ledger", request.File);
        json.WriteString("run", story.Tags.Run);
        json.WriteString("workflow", story.Tags.Workflow);
        json.WriteString("policy", story.Tags.Policy);
        json.WriteString("step", request.Step);
        json.WriteString("end", story.End is { } end ? Word(end.End) : null);
        Number(json, "answered_at_seconds", Seconds(story.End?.AnsweredAt));
        Number(json, "usd", story.End?.Cost.Amount);
        json.WriteStartArray("decisions");
        foreach (var told in story.Of(request.Step)) Decision(json, told);
        json.WriteEndArray();
    });

    private static void Decision(Utf8JsonWriter json, Told told)
    {
        var (row, terms) = (told.Row, told.Row.Decision.Terms);
        json.WriteStartObject();
        json.WriteNumber("at_seconds", Seconds(row.At)!.Value);
        json.WriteStartArray("steps");
        foreach (var slot in row.Slots) json.WriteStringValue(slot);
        json.WriteEndArray();
        json.WriteString("edge", row.Edge);
        json.WriteString("phase", Word(row.Decision.Phase));
        json.WriteString("verdict", Word(row.Decision.Verdict));
        json.WriteString("planned", row.Decision.Planned is { } planned ? Word(planned) : null);
        json.WriteString("reason", Word(row.Decision.Reason));
        json.WriteString("admission", Word(row.Decision.Admission));
        json.WriteNumber("probability", terms.Probability);
        json.WriteNumber("saved_seconds", terms.SavedSeconds);
        json.WriteNumber("value_usd", terms.Value.Amount);
        json.WriteNumber("cost_usd", terms.Cost.Amount);
        json.WriteNumber("guess_price_usd", terms.GuessPrice.Amount);
        json.WriteNumber("ev_usd", terms.ExpectedValue.Amount);
        json.WriteNumber("threshold_usd", terms.Threshold.Amount);
        Number(json, "attempt", told.Attempt?.Attempt);
        json.WriteString("outcome", told.Bet is { } bet ? Word(bet.Outcome) : null);
        if (told.Row.Decision.Tier > 1) json.WriteNumber("tier", told.Bet?.Tier ?? told.Row.Decision.Tier);
        Number(json, "attempt_usd", told.Attempt?.Cost?.Amount);
        json.WriteString("sentence", told.Sentence);
        json.WriteEndObject();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static decimal? Seconds(TimeSpan? time) => time?.Ticks / (decimal)TimeSpan.TicksPerSecond;

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
