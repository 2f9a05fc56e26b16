using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Telemetry;

/// <summary>What a call was told and what it returned, as attributes of its span.</summary>
internal static class Contents
{
    public static IEnumerable<KeyValuePair<string, object?>> Of(Call call, Value? output)
    {
        var kind = call.Operation.Kind;
        if (call.Argument is ITellsContent content) yield return new(kind == OperationKind.Model ? Names.InputMessages : Names.ToolArguments, content.Told);
        else if (call.Argument is IReadOnlyList<Value> inputs)
            yield return new(kind == OperationKind.Tool ? Names.ToolArguments : Names.Input, $"[{string.Join(',', inputs.Select(i => i.Json.GetRawText()))}]");
        if (output is null) yield break;
        yield return kind switch
        {
            OperationKind.Model => new(Names.OutputMessages, Messages(output.Json)),
            OperationKind.Tool => new(Names.ToolResult, output.Json.GetRawText()),
            _ => new(Names.Output, output.Json.GetRawText()),
        };
    }

    /// <summary>A reply as one message: its text and the tools that it calls, or what it is in JSON.</summary>
    private static string Messages(JsonElement reply)
    {
        var parts = new List<object>();
        var isReply = reply.ValueKind == JsonValueKind.Object && (reply.TryGetProperty("reply", out _) || reply.TryGetProperty("calls", out _));
        var text = reply.ValueKind == JsonValueKind.String ? reply.GetString() : isReply ? Text(reply, "reply") ?? Text(reply, "said") : reply.GetRawText();
        if (!string.IsNullOrEmpty(text)) parts.Add(new { type = "text", content = text });
        if (isReply && reply.TryGetProperty("calls", out var calls) && calls.ValueKind == JsonValueKind.Array)
            foreach (var call in calls.EnumerateArray())
                parts.Add(new { type = "tool_call", name = Text(call, "tool"), arguments = call.TryGetProperty("arguments", out var arguments) ? arguments : (JsonElement?)null });
        return JsonSerializer.Serialize(new[] { new { role = "assistant", parts } });
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
