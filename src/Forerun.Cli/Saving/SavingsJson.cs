using System.Text.Json;
using Forerun.Cli.Output;
using Forerun.Pricing;
using Forerun.Replay.Saving;

namespace Forerun.Cli.Saving;

/// <summary>Savings as one JSON object; scripts rely on its keys and their order.</summary>
internal static class SavingsJson
{
    public static void Write(TextWriter output, SavingsFound found) => OneObject.Write(output, json =>
    {
        var savings = found.Savings;
        json.WriteString("ledger", found.Request.Ledger);
        json.WriteNumber("value_of_time", found.ValueOfTime);
        Range(json, "implied_value_of_time", savings.Implied);
        Range(json, "implied_value_of_time_at_dial_1", savings.ImpliedAtDialOne);
        json.WriteStartObject("total");
        Sums(json, savings.Total, found.ValueOfTime);
        json.WriteEndObject();
        json.WriteString("by", savings.By.ToString().ToLowerInvariant());
        json.WriteStartArray("groups");
        foreach (var (name, saved) in savings.Groups)
        {
            json.WriteStartObject();
            json.WriteString("key", name);
            Sums(json, saved, found.ValueOfTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("unsettled", savings.Unsettled);
        Ways(json, found);
        Dials(json, found);
    });

    private static void Range(Utf8JsonWriter json, string name, (Usd Low, Usd High)? range)
    {
        if (range is not var (low, high))
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("low", low.Amount);
        json.WriteNumber("high", high.Amount);
        json.WriteEndObject();
    }

    private static void Sums(Utf8JsonWriter json, Saved saved, decimal valueOfTime)
    {
        json.WriteNumber("runs", saved.Runs);
        json.WriteNumber("runs_without_seconds", saved.RunsWithoutSeconds);
        json.WriteStartObject("realised");
        json.Number("seconds", saved.WaitedSeconds);
        json.WriteNumber("usd", saved.Usd);
        json.WriteNumber("hits", saved.Hits);
        json.WriteNumber("misses", saved.Misses);
        json.WriteNumber("cancelled", saved.Cancelled);
        json.WriteNumber("head_start_seconds", saved.HeadStartSeconds);
        json.WriteNumber("wasted_seconds", saved.WastedSeconds);
        json.WriteNumber("wasted_usd", saved.WastedUsd);
        json.WriteNumber("guesses_usd", saved.GuessesUsd);
        json.WriteNumber("unknown_costs", saved.UnknownCosts);
        json.WriteEndObject();
        json.WriteStartObject("estimated");
        json.Number("without_bets_seconds", saved.WithoutBetsSeconds);
        json.WriteNumber("without_bets_usd", saved.WithoutBetsUsd);
        json.WriteNumber("saved_seconds", saved.SavedSeconds);
        json.WriteNumber("extra_usd", saved.ExtraUsd);
        json.Number("usd_per_second", saved.UsdPerSecond);
        json.WriteNumber("net_value_usd", saved.NetValueUsd(valueOfTime));
        json.WriteEndObject();
    }

    private static void Ways(Utf8JsonWriter json, SavingsFound found)
    {
        json.WriteStartArray("other_ways");
        foreach (var way in found.Ways)
        {
            json.WriteStartObject();
            json.WriteString("model", way.Model);
            json.WriteString("instead", way.Instead);
            json.WriteNumber("extra_usd", way.ExtraUsd);
            json.WriteNumber("call_seconds", way.CallSeconds);
            json.Number("fewer_call_seconds", way.FewerSeconds);
            json.Number("usd_per_second", way.UsdPerSecond);
            json.Number("faster_by_percent_to_match", way.FasterBy(found.Savings.Total.UsdPerSecond));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Dials(Utf8JsonWriter json, SavingsFound found)
    {
        json.WriteStartArray("dials");
        foreach (var point in found.Dials)
        {
            json.WriteStartObject();
            json.WriteString("policy", found.Policy);
            json.WriteNumber("dial", point.Dial);
            json.WriteNumber("saved_seconds", point.SavedSeconds);
            json.WriteNumber("extra_usd", point.ExtraUsd);
            json.WriteNumber("net_value_usd", point.NetValueUsd);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
