using System.Text.Json;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Replay.Fitting;

namespace Forerun.Cli.Fitting;

/// <summary>Whether a workload fits, as one JSON object; scripts rely on its keys and their order.</summary>
internal static class FitJson
{
    public static void Write(TextWriter output, FitReport report) => OneObject.Write(output, json =>
    {
        json.WriteString("verdict", Word(report.Verdict));
        json.WriteStartArray("edges");
        foreach (var edge in report.Edges) Write(json, edge);
        json.WriteEndArray();
        json.WriteStartObject("recommended");
        json.WriteNumber("dial", report.Dial);
        json.WriteNumber("depth", report.Depth);
        json.WriteEndObject();
        json.WriteStartObject("predicted");
        json.WriteNumber("saved_percent", report.Predicted.SavedPercent);
        json.WriteNumber("extra_usd_percent", report.Predicted.ExtraUsdPercent);
        json.WriteNumber("low", report.Predicted.Saved.Low);
        json.WriteNumber("high", report.Predicted.Saved.High);
        json.WriteEndObject();
        if (report.Yearly is { } year) Write(json, year);
        ReplayJson.Skipped(json, report.Skipped);
    });

    /// <summary>A verdict as scripts and people read it: <c>do_not</c>.</summary>
    public static string Word(FitVerdict verdict) => JsonNamingPolicy.SnakeCaseLower.ConvertName(verdict.ToString());

    private static void Write(Utf8JsonWriter json, Yearly year)
    {
        json.WriteStartObject("yearly");
        json.WriteNumber("runs", year.Runs);
        json.WriteNumber("hours", year.Hours);
        json.WriteNumber("usd", year.Usd);
        json.WriteNumber("net_usd", year.NetUsd);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FitEdge edge)
    {
        json.WriteStartObject();
        json.WriteString("edge", edge.Edge);
        json.WriteString("verdict", Word(edge.Verdict));
        json.WriteStartObject("scores");
        json.WriteNumber("upstream_share", edge.Scores.UpstreamShare);
        json.WriteNumber("predictability", edge.Scores.Predictability);
        json.WriteNumber("cost_against_value", edge.Scores.CostAgainstValue);
        json.WriteNumber("admissibility", edge.Scores.Admissibility);
        json.WriteNumber("volume", edge.Scores.Volume);
        json.WriteNumber("output_space", edge.Scores.OutputSpace);
        json.WriteEndObject();
        json.WriteStartArray("reasons");
        foreach (var reason in edge.Reasons) json.WriteStringValue(reason);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
