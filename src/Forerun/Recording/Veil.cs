using System.Buffers;
using System.Text.Json;
using Forerun.Recording.Hiding;

namespace Forerun.Recording;

/// <summary>
/// Hides the values of a recording. Objects and arrays keep their shape and the names of their members, and each text, number and truth
/// value in them is replaced, so that a value which goes from one step's output into another's input is still seen to do so. Null stays,
/// and so does the output <c>TERMINATE</c>, which ends a chain of plans. Safe from many threads.
/// </summary>
public sealed class Veil
{
    private readonly IHiding? hiding;

    /// <summary>A veil.</summary>
    /// <param name="content">What becomes of values.</param>
    /// <param name="key">
    /// The key of the hashes; of no meaning for anything but <see cref="RecordedContent.Hashed"/> and <see cref="RecordedContent.HashedWhole"/>.
    /// </param>
    public Veil(RecordedContent content, ReadOnlySpan<byte> key)
    {
        (hiding, Word) = content switch
        {
            RecordedContent.Hashed => (new WordByWord(key.ToArray()), "hashed"),
            RecordedContent.HashedWhole => (new WholeValue(key.ToArray()), "hashed_whole"),
            RecordedContent.Redacted => (new Gone(), "redacted"),
            _ => ((IHiding?)null, "full"),
        };
    }

    /// <summary>The word for it in a trace: <c>hashed</c>, <c>hashed_whole</c>, <c>redacted</c> or <c>full</c>.</summary>
    public string Word { get; }

    /// <summary>Tells one key from another without telling the key; null where there is none.</summary>
    public string? KeyName => hiding?.KeyName;

    /// <summary>A value as it may be written.</summary>
    public JsonElement Of(JsonElement value) => Written(value, Value);

    /// <summary>A text as it may be written.</summary>
    public JsonElement Of(string text) => Of(JsonSerializer.SerializeToElement(text));

    /// <summary>What a tool is called with, as it may be written: the names of the arguments are the tool's, and stay.</summary>
    public JsonElement Arguments(JsonElement arguments) => Written(arguments, Given);

    /// <summary>
    /// What a call returned, as it may be written. A word that a tool is called, <c>{tool, arguments}</c> alone or in a list of <c>calls</c>,
    /// stays readable as that: names of tools and of their arguments are no content.
    /// </summary>
    public JsonElement Output(JsonElement output) => Written(output, Returned);

    /// <summary>The path that leads to the same part of an output as it may be written.</summary>
    internal string Path(string path, JsonElement output) =>
        hiding is null || !HiddenPath.MayDiffer(path) ? path : HiddenPath.Of(path, output, Output(output), hiding);

    private JsonElement Written(JsonElement value, Action<Utf8JsonWriter, IHiding, JsonElement> write)
    {
        if (hiding is null || IsEnd(value)) return value;
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes)) write(json, hiding, value);
        return JsonElement.Parse(bytes.WrittenSpan);
    }

    private static bool IsEnd(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.ValueEquals("TERMINATE"u8);
        }
        catch (InvalidOperationException)
        {
            return false; // it is no text: half a character stands alone in it
        }
    }

    private static void Value(Utf8JsonWriter json, IHiding hiding, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(hiding.Name(member.Name));
                    Value(json, hiding, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Value(json, hiding, item);
                json.WriteEndArray();
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined: json.WriteNullValue(); break;
            default: hiding.Write(json, value); break;
        }
    }

    private static void Given(Utf8JsonWriter json, IHiding hiding, JsonElement arguments)
    {
        if (arguments.ValueKind == JsonValueKind.Object) Members(json, arguments, argument => Value(json, hiding, argument.Value));
        else Value(json, hiding, arguments);
    }

    private static void Returned(Utf8JsonWriter json, IHiding hiding, JsonElement output)
    {
        if (IsCall(output))
        {
            Members(json, output, member =>
            {
                if (member.NameEquals("tool"u8)) member.Value.WriteTo(json);
                else if (member.NameEquals("arguments"u8)) Given(json, hiding, member.Value);
                else Value(json, hiding, member.Value);
            });
        }
        else if (output.ValueKind == JsonValueKind.Object && output.TryGetProperty("calls"u8, out var calls) && calls.ValueKind == JsonValueKind.Array)
        {
            Members(json, output, member =>
            {
                if (!member.NameEquals("calls"u8))
                {
                    Value(json, hiding, member.Value);
                    return;
                }

                json.WriteStartArray();
                foreach (var call in calls.EnumerateArray()) Returned(json, hiding, call);
                json.WriteEndArray();
            });
        }
        else
        {
            Value(json, hiding, output);
        }
    }

    /// <summary>An object whose names stay.</summary>
    private static void Members(Utf8JsonWriter json, JsonElement value, Action<JsonProperty> write)
    {
        json.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            json.WritePropertyName(member.Name);
            write(member);
        }

        json.WriteEndObject();
    }

    private static bool IsCall(JsonElement output) =>
        output.ValueKind == JsonValueKind.Object && output.TryGetProperty("arguments"u8, out _)
        && output.TryGetProperty("tool"u8, out var tool) && tool.ValueKind == JsonValueKind.String;
}
