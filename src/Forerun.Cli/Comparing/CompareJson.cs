using System.Text.Json;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Replay.Comparing;

namespace Forerun.Cli.Comparing;

/// <summary>A comparison as one JSON object; scripts rely on its keys and their order.</summary>
internal static class CompareJson
{
    public static void Write(TextWriter output, Comparison comparison) => OneObject.Write(output, json =>
    {
        json.WriteString("trace", comparison.Trace);
        json.WriteString("workload", comparison.Workload);
        json.WriteNumber("dial", comparison.Dial);
        json.WriteNumber("value_of_time", comparison.ValueOfTime);
        json.WriteString("baseline", comparison.Baseline == Baseline.Target ? "target" : "target+drafter");
        json.WriteNumber("runs", comparison.Runs);
        json.WriteNumber("steps", comparison.Steps);
        json.WriteNumber("seed", comparison.Seed);
        json.WriteNumber("resamples", Bootstrap.Resamples);
        Array(json, "rows", comparison.Rows, Row);
        Array(json, "sweeps", comparison.DialSweep, (writer, point) => Point(writer, "dial", point));
        Array(json, "value_sweeps", comparison.ValueSweep, (writer, point) => Point(writer, "value_of_time", point));
        Array(json, "not_monotone", Bend.Of(comparison.DialSweep), Bent);
        ReplayJson.Skipped(json, comparison.Skipped);
    });

    private static void Row(Utf8JsonWriter json, ComparisonRow row)
    {
        var replay = row.Replay;
        json.WriteString("policy", row.Policy);
        Number(json, "dT_percent", row.Columns.TimePercent);
        Number(json, "dP_percent", row.Columns.PromptPercent);
        Number(json, "dG_percent", row.Columns.GeneratedPercent);
        Number(json, "dCost_percent", row.Columns.CostPercent);
        json.Number("mc", replay.PeakConcurrency);
        json.Number("k", replay.MeanDepth);
        json.WriteNumber("bets", replay.Bets);
        Number(json, "hit_percent", row.HitPercent);
        Number(json, "waste_usd", row.WasteUsd);
        Number(json, "net_value_usd", row.NetValueUsd);
        json.Number("brier", replay.Brier);
        if (replay.Target is { } target) Replaying.ReplayJson.Target(json, target);
        Number(json, "low", row.Interval?.Low);
        Number(json, "high", row.Interval?.High);
    }

    private static void Point(Utf8JsonWriter json, string at, SweepPoint point)
    {
        json.WriteString("policy", point.Policy);
        json.WriteNumber(at, point.At);
        json.WriteNumber("seconds", point.Seconds);
        json.WriteNumber("usd", point.Usd);
        json.WriteNumber("net_value_usd", point.NetValueUsd);
    }

    private static void Bent(Utf8JsonWriter json, Bend bend)
    {
        json.WriteString("policy", bend.Policy);
        json.WriteNumber("from", bend.From);
        json.WriteNumber("to", bend.To);
        json.WriteNumber("seconds", bend.Seconds);
        json.WriteNumber("usd", bend.Usd);
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
