using System.Text.Json;
using Forerun.Calibrating;
using Forerun.Cli.Output;
using Forerun.Replay;
using Forerun.Traces;

namespace Forerun.Cli.Replaying;

/// <summary>A report as one JSON object; scripts rely on its keys and their order.</summary>
internal static class ReplayJson
{
    public static void Write(TextWriter output, ReplayReport report) => OneObject.Write(output, json =>
    {
        json.WriteString("trace", report.Trace);
        json.WriteString("workload", report.Workload);
        json.WriteString("policy", report.Policy);
        json.WriteNumber("dial", report.Dial);
        json.WriteNumber("value_of_time", report.ValueOfTime);
        if (report.Target is { } target) Target(json, target);
        if (report.Entry != Entry.AtOnce) json.WriteString("entry", Phrases.Of(report.Entry));
        json.WriteNumber("runs", report.Runs);
        json.WriteNumber("steps", report.Steps);
        Bill(json, "sequential", report.Sequential);
        Bill(json, "speculative", report.Speculative);
        Bill(json, "oracle", report.Oracle);
        json.WriteNumber("saved_percent", report.SavedPercent);
        json.Number("extra_usd_percent", report.AreCostsKnown ? report.ExtraUsdPercent : null);
        json.Number("waste_usd", report.AreCostsKnown ? report.WasteUsd : null);
        json.Number("net_value_usd", report.AreCostsKnown ? report.NetValueUsd : null);
        json.WriteNumber("bets", report.Bets);
        json.WriteNumber("hits", report.Hits);
        json.WriteNumber("misses", report.Misses);
        json.WriteNumber("cancelled", report.Cancelled);
        json.Number("mean_depth", report.MeanDepth);
        json.Number("peak_concurrency", report.PeakConcurrency);
        json.Number("mean_concurrency", report.MeanConcurrency);
        json.Number("brier", report.Brier);
        Guesses(json, report);
        Runs(json, report.PerRun);
        Skipped(json, report.Skipped);
    });

    public static void Target(Utf8JsonWriter json, Forerun.Replay.Aiming.TargetReport target)
    {
        json.WriteStartObject("target");
        json.WriteString("target", target.Target.ToString());
        json.WriteBoolean("met", target.IsMet);
        json.WriteNumber("seen", target.Seen);
        json.Number("late_percent", target.LatePercent);
        json.WriteNumber("from_dial", target.From);
        json.Number("best_at_one_dial", target.BestAtOneDial);
        json.WriteEndObject();
    }

    private static void Bill(Utf8JsonWriter json, string name, Bill bill)
    {
        json.WriteStartObject(name);
        json.WriteNumber("seconds", bill.Seconds);
        json.Number("usd", bill.Cost);
        json.WriteEndObject();
    }

    private static void Guesses(Utf8JsonWriter json, ReplayReport report)
    {
        json.WriteStartObject("prefetches");
        json.WriteNumber("started", report.Prefetches.Started);
        json.WriteNumber("used", report.Prefetches.Used);
        json.WriteEndObject();
        json.WriteStartObject("reads");
        json.WriteNumber("calls", report.Reads.Calls);
        json.Number("first_percent", report.Reads.FirstPercent);
        json.Number("three_percent", report.Reads.ThreePercent);
        json.WriteEndObject();
    }

    private static void Runs(Utf8JsonWriter json, IReadOnlyList<RunBill> runs)
    {
        json.WriteStartArray("per_run");
        foreach (var run in runs)
        {
            json.WriteStartObject();
            json.WriteString("run", run.Run);
            json.WriteNumber("seconds", run.Seconds);
            json.Number("usd", run.Cost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Skipped(Utf8JsonWriter json, IReadOnlyList<SkippedLine> lines)
    {
        json.WriteStartArray("skipped");
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteNumber("line", line.Line);
            json.WriteString("field", line.Field);
            json.WriteString("message", line.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
