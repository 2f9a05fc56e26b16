using System.Text.Json;
using Forerun.Cli.Output;

namespace Forerun.Cli.Demo;

/// <summary>A demo as one JSON object; scripts rely on its keys and their order.</summary>
internal static class DemoJson
{
    public static void Write(TextWriter output, DemoReport report) => OneObject.Write(output, json =>
    {
        Found(json, report);
        Rest(json, report, "emails");
    });

    /// <summary>What every demo says first.</summary>
    public static void Found(Utf8JsonWriter json, DemoReport report)
    {
        var (sequential, speculative) = (report.Sequential, report.Speculative);
        json.WriteBoolean("same_requests", report.SameRequests);
        json.WriteBoolean("same_effects", report.SameEffects);
        json.WriteBoolean("same_answer", report.SameAnswer);
        json.WriteStartObject("seconds");
        json.WriteNumber("sequential", report.SequentialSeconds);
        json.WriteNumber("speculative", report.SpeculativeSeconds);
        json.Number("foresight", report.Foresight);
        json.WriteEndObject();
        json.WriteStartObject("usd");
        json.Number("sequential", sequential.Cost?.Amount);
        json.Number("speculative", speculative.Cost?.Amount);
        json.WriteEndObject();
        json.WriteNumber("bets", speculative.Bets);
        json.WriteNumber("hits", speculative.Hits);
    }

    /// <summary>What every demo says last.</summary>
    public static void Rest(Utf8JsonWriter json, DemoReport report, string count)
    {
        var speculative = report.Speculative;
        json.WriteNumber("misses", speculative.Misses);
        json.WriteNumber("cancelled", speculative.Cancelled);
        json.WriteNumber("seed", report.Request.Seed);
        json.WriteNumber(count, report.Request.Count);
        json.WriteNumber("dial", report.Request.Dial);
        json.WriteNumber("value_of_time", report.Request.ValueOfTime);
        json.WriteNumber("lost_usd", speculative.Lost.Amount);
        json.WriteNumber("allowance_usd", report.Allowance.Amount);
        json.Number("share_of_foresight", report.ShareOfForesight);
        json.WriteBoolean("sampled", report.IsSampled);
        json.WriteString("policy", report.Request.Policy);
        Errors(json, report);
    }

    private static void Errors(Utf8JsonWriter json, DemoReport report)
    {
        json.WriteStartArray("errors");
        foreach (var error in report.Errors) json.WriteStringValue(error);
        json.WriteEndArray();
    }
}
