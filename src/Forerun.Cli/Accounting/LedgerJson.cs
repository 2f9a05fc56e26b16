using System.Text.Json;
using Forerun.Cli.Output;
using Forerun.Storage.Ledgers;

namespace Forerun.Cli.Accounting;

/// <summary>The sums as one JSON object; scripts rely on its keys and their order.</summary>
internal static class LedgerJson
{
    public static void Write(TextWriter output, LedgerRequest request, Scope scope, Tally tally) => OneObject.Write(output, json =>
    {
        json.WriteString("ledger", request.File);
        json.WriteStartArray("sessions");
        foreach (var session in scope.All) Session(json, session, scope.Shown.Contains(session));
        json.WriteEndArray();
        json.WriteStartObject("totals");
        Sums(json, tally.Total);
        json.WriteEndObject();
        json.WriteStartArray("unknown");
        foreach (var (operation, model, attempts) in tally.Unknown)
        {
            json.WriteStartObject();
            json.WriteString("operation", operation);
            json.WriteString("model", model);
            json.WriteNumber("attempts", attempts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("by", request.By.Name());
        json.WriteStartArray("groups");
        foreach (var (key, sums) in tally.Groups)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            Sums(json, sums);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Session(Utf8JsonWriter json, LedgerSession session, bool isSummed)
    {
        json.WriteStartObject();
        json.WriteNumber("id", session.Id);
        json.WriteString("kind", session.Kind == SessionKind.Live ? "live" : "replay");
        json.WriteString("about", session.About);
        if (session.Began is { } began) json.WriteString("began", began);
        else json.WriteNull("began");
        json.WriteBoolean("whole", session.IsWhole);
        json.WriteBoolean("summed", isSummed);
        json.WriteEndObject();
    }

    private static void Sums(Utf8JsonWriter json, Sums sums)
    {
        json.WriteNumber("runs", sums.Runs);
        json.WriteNumber("attempts", sums.Attempts);
        json.WriteNumber("input_tokens", sums.InputTokens);
        json.WriteNumber("cached_input_tokens", sums.CachedInputTokens);
        json.WriteNumber("output_tokens", sums.OutputTokens);
        json.WriteNumber("usd", sums.Usd);
        json.WriteNumber("wasted_usd", sums.WastedUsd);
        json.WriteNumber("guesses_usd", sums.GuessesUsd);
        json.WriteNumber("bets", sums.Bets);
        json.WriteNumber("hits", sums.Hits);
        json.WriteNumber("misses", sums.Misses);
        json.WriteNumber("cancelled", sums.Cancelled);
        json.WriteNumber("unknown_costs", sums.UnknownCosts);
        json.WriteNumber("unknown_tokens", sums.UnknownTokens);
    }
}
