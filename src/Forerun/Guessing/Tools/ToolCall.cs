using System.Buffers;
using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Guessing.Tools;

/// <summary>
/// A tool and its arguments, as a model's output says it: <c>{tool, arguments}</c>, or <c>{calls: [{tool, arguments}, …]}</c>, of which
/// the first counts.
/// </summary>
internal static class ToolCall
{
    /// <summary>Where the first of several calls stands.</summary>
    public const string First = "$.calls[0]";

    public static bool TryRead(JsonElement output, out string tool, out JsonElement arguments)
    {
        (tool, arguments) = ("", default);
        if (output.ValueKind != JsonValueKind.Object) return false;
        if (output.TryGetProperty("calls", out var calls) && calls.ValueKind == JsonValueKind.Array && calls.GetArrayLength() > 0)
            return TryRead(calls[0], out tool, out arguments);
        if (!output.TryGetProperty("tool", out var name)) return false;
        if (name.ValueKind != JsonValueKind.String || !output.TryGetProperty("arguments", out arguments)) return false;
        tool = name.GetString()!;
        return arguments.ValueKind == JsonValueKind.Object;
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
