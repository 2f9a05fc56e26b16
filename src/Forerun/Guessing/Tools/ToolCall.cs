using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Guessing.Tools;

/// <summary>
/// A tool and its arguments, as a model's output says it: <c>{tool, arguments}</c>, or <c>{calls: [{tool, arguments}, …]}</c>, where it asks
/// for several.
/// </summary>
internal static class ToolCall
{
    private const string Nth = "$.calls[";

    /// <summary>Which of the calls of an output is read, from 0; the whole output counts as its first. -1: none.</summary>
    public static int IndexOf(string path) =>
        path == "$" ? 0
        : path.StartsWith(Nth, StringComparison.Ordinal) && path[^1] == ']' && int.TryParse(path.AsSpan(Nth.Length..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
        : -1;

    public static bool TryRead(JsonElement call, out string tool, out JsonElement arguments)
    {
        (tool, arguments) = ("", default);
        if (call.ValueKind != JsonValueKind.Object || !call.TryGetProperty("tool", out var name)) return false;
        if (name.ValueKind != JsonValueKind.String || !call.TryGetProperty("arguments", out arguments)) return false;
        tool = name.GetString()!;
        return arguments.ValueKind == JsonValueKind.Object;
    }

    /// <summary>The calls that can be read in an output, in their order.</summary>
    public static List<JsonElement> AllIn(JsonElement output)
    {
        if (output.ValueKind != JsonValueKind.Object) return [];
        if (!output.TryGetProperty("calls", out var calls) || calls.ValueKind != JsonValueKind.Array) return TryRead(output, out _, out _) ? [output] : [];
        return [.. calls.EnumerateArray().Where(c => TryRead(c, out _, out _))];
    }

    /// <summary>The calls that are complete in an output that is still coming; none of what is no JSON.</summary>
    public static List<JsonElement> AllIn(Growing? growing)
    {
        if (growing is not { Text: ['{', ..] text }) return [];
        try
        {
            return AllIn(JsonElement.Parse(text));
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static Value Write(string tool, IReadOnlyList<string> names, IReadOnlyList<Scalar> values)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("tool", tool);
            json.WriteStartObject("arguments");
            for (var i = 0; i < names.Count; i++)
            {
                json.WritePropertyName(names[i]);
                values[i].WriteTo(json);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Value.Of(JsonElement.Parse(buffer.WrittenSpan));
    }
}
