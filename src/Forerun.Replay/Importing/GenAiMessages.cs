using System.Text.Json;

namespace Forerun.Replay.Importing;

/// <summary>Messages by the GenAI conventions: a role, and parts that are texts, calls of tools and their results.</summary>
internal static class GenAiMessages
{
    private const string Output = "gen_ai.output.messages";

    /// <summary>What a model replied, as the output of a step; null where no content was recorded.</summary>
    public static JsonElement? Reply(OtlpSpan span)
    {
        if (span.Json(Output) is not { } messages) return null;
        if (messages.ValueKind != JsonValueKind.Array) throw new MalformedSpanException(Output, "expected an array of messages");
        if (messages.GetArrayLength() == 0) return null;

        // Each message is a choice of its own; the first is what an agent goes on with.
        var parts = Parts(messages[0], Output);
        List<(string Tool, JsonElement? Arguments)> calls = [.. parts.Where(p => Is(p, "tool_call")).Select(p => (Name(p), Arguments(p)))];
        return calls.Count > 0 ? Calls(calls) : JsonSerializer.SerializeToElement(new { reply = Text(parts) });
    }

    /// <summary>A reply that calls tools, as the output of a step.</summary>
    public static JsonElement Calls(IReadOnlyList<(string Tool, JsonElement? Arguments)> calls)
    {
        var made = calls.Select(c => new { tool = c.Tool, arguments = c.Arguments }).ToList();
        return made is [var only] ? JsonSerializer.SerializeToElement(only) : JsonSerializer.SerializeToElement(new { calls = made });
    }

    /// <summary>What a person said last; null where no content was recorded.</summary>
    public static string? Asked(OtlpSpan span)
    {
        if (span.Json("gen_ai.input.messages") is not { ValueKind: JsonValueKind.Array } messages) return null;
        var said = messages.EnumerateArray().LastOrDefault(m => m.ValueKind == JsonValueKind.Object && m.TryGetProperty("role"u8, out var role) && role.ValueEquals("user"u8));
        return said.ValueKind == JsonValueKind.Undefined ? null : Text(Parts(said, "gen_ai.input.messages"));
    }

    private static List<JsonElement> Parts(JsonElement message, string attribute)
    {
        if (message.ValueKind == JsonValueKind.Object && message.TryGetProperty("parts"u8, out var parts) && parts.ValueKind == JsonValueKind.Array)
            return [.. parts.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object)];
        throw new MalformedSpanException(attribute, "a message has no parts");
    }

    private static bool Is(JsonElement part, string type) => part.TryGetProperty("type"u8, out var kind) && kind.ValueKind == JsonValueKind.String && kind.ValueEquals(type);

    private static string Text(IEnumerable<JsonElement> parts) => string.Concat(parts
        .Where(p => Is(p, "text") && p.TryGetProperty("content"u8, out var content) && content.ValueKind == JsonValueKind.String)
        .Select(p => p.GetProperty("content"u8).GetString()));

    private static string Name(JsonElement call) =>
        call.TryGetProperty("name"u8, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : throw new MalformedSpanException(Output, "a tool_call has no name");

    private static JsonElement? Arguments(JsonElement call)
    {
        if (!call.TryGetProperty("arguments"u8, out var arguments) || arguments.ValueKind == JsonValueKind.Null) return null;
        return arguments.ValueKind == JsonValueKind.String ? OtlpSpan.Parsed(arguments) : arguments;
    }
}
