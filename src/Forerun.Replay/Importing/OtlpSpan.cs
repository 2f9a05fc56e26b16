using System.Text.Json;

namespace Forerun.Replay.Importing;

/// <summary>One span of an export, with those of its attributes that matter here.</summary>
internal sealed record OtlpSpan
{
    private const long NanosPerTick = 100;

    // Where instrumentations that do not put content on spans put it.
    private const string Details = "gen_ai.client.inference.operation.details";

    public required string Id { get; init; }
    public required string Trace { get; init; }
    public string? Parent { get; init; }
    public int Line { get; init; }
    public required TimeSpan Began { get; init; }
    public required TimeSpan Ended { get; init; }
    public string? Service { get; init; }
    public required IReadOnlyDictionary<string, JsonElement> Attributes { get; init; }

    /// <summary>What kind of call it is, by the conventions; null where it doesn't say.</summary>
    public string? Operation => Text("gen_ai.operation.name");

    public static OtlpSpan Read(JsonElement span, string? service, int line)
    {
        var attributes = OtlpValue.Attributes(span);
        if (span.TryGetProperty("events"u8, out var events) && events.ValueKind == JsonValueKind.Array)
            foreach (var said in events.EnumerateArray().Where(e => e.TryGetProperty("name"u8, out var name) && name.ValueEquals(Details)))
                foreach (var (key, value) in OtlpValue.Attributes(said)) attributes.TryAdd(key, value);
        var read = new OtlpSpan
        {
            Id = Hex(span, "spanId", 16), Trace = Hex(span, "traceId", 32), Line = line, Service = service, Attributes = attributes,
            Parent = span.TryGetProperty("parentSpanId"u8, out var parent) && parent.GetString() is { Length: > 0 } above ? above.ToLowerInvariant() : null,
            Began = Time(span, "startTimeUnixNano"), Ended = Time(span, "endTimeUnixNano"),
        };
        return read.Ended >= read.Began ? read : throw new MalformedSpanException("endTimeUnixNano", "the span ends before it begins");
    }

    /// <summary>An attribute that is a text; null when it is absent.</summary>
    public string? Text(string attribute)
    {
        if (!Attributes.TryGetValue(attribute, out var value)) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new MalformedSpanException(attribute, "expected a text");
    }

    /// <summary>An attribute that counts something, 0 or more; null when it is absent.</summary>
    public long? Count(string attribute)
    {
        if (!Attributes.TryGetValue(attribute, out var value)) return null;
        var count = OtlpValue.Whole(attribute, value);
        return count >= 0 ? count : throw new MalformedSpanException(attribute, $"{count} is below zero");
    }

    /// <summary>An attribute of any shape; one that is the text of a JSON value is that value. Null when it is absent.</summary>
    public JsonElement? Json(string attribute)
    {
        if (!Attributes.TryGetValue(attribute, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? Parsed(value) : value;
    }

    public static JsonElement Parsed(JsonElement text)
    {
        try
        {
            return JsonElement.Parse(text.GetString()!);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string Hex(JsonElement span, string field, int digits)
    {
        if (!span.TryGetProperty(field, out var value) || value.ValueKind != JsonValueKind.String) throw new MalformedSpanException(field, "missing");
        var id = value.GetString()!;
        return id.Length == digits && id.All(char.IsAsciiHexDigit) && id.Any(c => c != '0')
            ? id.ToLowerInvariant()
            : throw new MalformedSpanException(field, $"expected {digits} hexadecimal digits, not all zero");
    }

    private static TimeSpan Time(JsonElement span, string field)
    {
        if (!span.TryGetProperty(field, out var value)) throw new MalformedSpanException(field, "missing");
        var nanos = OtlpValue.Whole(field, value);
        return nanos > 0 ? TimeSpan.FromTicks(nanos / NanosPerTick) : throw new MalformedSpanException(field, "missing");
    }
}
