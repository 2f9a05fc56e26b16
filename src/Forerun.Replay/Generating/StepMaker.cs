using System.Text.Json;
using System.Text.Json.Nodes;
using Forerun.Pricing;
using Forerun.Traces;

namespace Forerun.Replay.Generating;

/// <summary>Makes steps whose operation is their id, and runs of them.</summary>
internal static class StepMaker
{
    public static TraceRun Run(string workload, int number, IReadOnlyList<TraceStep> steps) => new()
    {
        Run = $"{workload}-{number}",
        Workload = workload,
        Timing = Timing.Sampled,
        Tokens = "estimated",
        CancelRule = CancelRule.Streamed,
        Steps = steps,
    };

    /// <summary>A model call; a call that takes longer by a factor has written more by the same factor.</summary>
    public static TraceStep Model(
        string id, ModelCost cost, double factor, JsonElement output, params IReadOnlyList<TraceDependency> after) => new()
    {
        Id = id,
        Operation = id,
        Kind = StepKind.Model,
        Model = cost.Model,
        After = after,
        Output = output,
        Duration = Duration(cost.Seconds, factor),
        Usage = Usage(cost.InputTokens, cost.OutputTokens, factor),
    };

    public static TokenUsage Usage(double input, double output, double factor) =>
        new((long)Math.Round(input), (long)Math.Round(output * factor));

    /// <summary>Milliseconds are as fine as anybody measures; a duration without jitter stays as it was given.</summary>
    public static TimeSpan Duration(double seconds, double factor) =>
        TimeSpan.FromTicks((long)Math.Round((factor == 1 ? seconds : Math.Round(seconds * factor, 3)) * TimeSpan.TicksPerSecond));

    public static JsonElement Json(params ReadOnlySpan<(string Name, JsonNode Value)> fields)
    {
        var value = new JsonObject();
        foreach (var (name, item) in fields)
            value.Add(name, item);
        return JsonSerializer.SerializeToElement(value);
    }

    public static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);
}

/// <summary>What one call of a model is meant to take, on average.</summary>
internal readonly record struct ModelCost(string Model, double Seconds, double InputTokens, double OutputTokens);
