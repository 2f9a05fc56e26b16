using System.Text.Json;

namespace Forerun.Traces;

/// <summary>Writes one run.</summary>
internal static class RunWriter
{
    public static void Write(Utf8JsonWriter writer, TraceRun run)
    {
        writer.WriteStartObject();
        writer.WriteString("run"u8, run.Run);
        writer.WriteString("workload"u8, run.Workload);
        Text(writer, "task"u8, run.Task);
        Text(writer, "tenant"u8, run.Tenant);
        Text(writer, "conversation"u8, run.Conversation);
        writer.WriteString("timing"u8, Words.Of(Words.Timings, run.Timing));
        Text(writer, "tokens"u8, run.Tokens);
        if (run.CancelRule is { } rule)
            writer.WriteString("cancel_rule"u8, Words.Of(Words.CancelRules, rule));
        writer.WriteStartArray("steps"u8);
        foreach (var step in run.Steps)
            StepWriter.Write(writer, step);
        writer.WriteEndArray();
        if (run.Logged is not null)
            Write(writer, run.Logged);
        Others(writer, run.Extra);
        writer.WriteEndObject();
    }

    public static void Text(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    /// <summary>A duration in seconds, exact: a tick is seven decimals.</summary>
    public static void Seconds(Utf8JsonWriter writer, ReadOnlySpan<byte> name, TimeSpan duration) =>
        writer.WriteNumber(name, (decimal)duration.Ticks / TimeSpan.TicksPerSecond);

    public static void Others(Utf8JsonWriter writer, IReadOnlyDictionary<string, JsonElement> others)
    {
        foreach (var (name, value) in others)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    private static void Write(Utf8JsonWriter writer, TraceLog log)
    {
        writer.WriteStartObject("logged"u8);
        writer.WriteNumber("wall_seconds"u8, log.WallSeconds);
        writer.WriteStartArray("depths"u8);
        foreach (var depth in log.Depths)
        {
            writer.WriteStartObject();
            writer.WriteString("at_step"u8, depth.AtStep);
            writer.WriteNumber("depth"u8, depth.Depth);
            Seconds(writer, "predictor_seconds"u8, depth.Predictor);
            Others(writer, depth.Extra);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        Others(writer, log.Extra);
        writer.WriteEndObject();
    }
}
