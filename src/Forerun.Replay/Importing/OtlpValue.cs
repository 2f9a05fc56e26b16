using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Forerun.Replay.Importing;

/// <summary>Attribute values of OTLP/JSON as plain JSON: <c>{"intValue": "12"}</c> is 12.</summary>
internal static class OtlpValue
{
    public static Dictionary<string, JsonElement> Attributes(JsonElement owner)
    {
        var read = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (!owner.TryGetProperty("attributes"u8, out var attributes) || attributes.ValueKind != JsonValueKind.Array) return read;
        foreach (var attribute in attributes.EnumerateArray())
        {
            if (attribute.ValueKind != JsonValueKind.Object || !attribute.TryGetProperty("key"u8, out var key) || key.ValueKind != JsonValueKind.String)
                throw new MalformedSpanException("attributes", "an attribute has no key");
            if (attribute.TryGetProperty("value"u8, out var value)) read[key.GetString()!] = Plain(key.GetString()!, value);
        }

        return read;
    }

    private static JsonElement Plain(string key, JsonElement value) => JsonSerializer.SerializeToElement(Node(key, value));

    private static JsonNode? Node(string key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) throw new MalformedSpanException(key, "the value is no object such as {\"stringValue\": \"…\"}");
        foreach (var member in value.EnumerateObject())
            return member.Name switch
            {
                "stringValue" or "bytesValue" => JsonValue.Create(member.Value.GetString()),
                "boolValue" => JsonValue.Create(member.Value.GetBoolean()),
                "intValue" => JsonValue.Create(Whole(key, member.Value)),
                "doubleValue" => JsonValue.Create(member.Value),
                "arrayValue" => new JsonArray([.. Items(member.Value).Select(item => Node(key, item))]),
                "kvlistValue" => Object(key, member.Value),
                _ => throw new MalformedSpanException(key, $"the value's kind '{member.Name}' is none of OTLP's"),
            };
        return null;
    }

    private static JsonObject Object(string key, JsonElement list)
    {
        var made = new JsonObject();
        foreach (var item in Items(list)) made[item.GetProperty("key"u8).GetString()!] = item.TryGetProperty("value"u8, out var value) ? Node(key, value) : null;
        return made;
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement list) =>
        list.TryGetProperty("values"u8, out var values) ? values.EnumerateArray() : default;

    /// <summary>A whole number, which OTLP/JSON writes as a text.</summary>
    public static long Whole(string field, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new MalformedSpanException(field, $"expected a whole number, found {(text?.Length > 40 ? text[..40] + "…" : text)}");
    }
}
