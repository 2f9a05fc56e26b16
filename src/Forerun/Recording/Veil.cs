using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Recording;

/// <summary>
/// Hides the values of a recording. Objects and arrays keep their shape and the names of their members, and each text, number and truth
/// value in them is replaced, so that a value which goes from one step's output into another's input is still seen to do so. Null stays,
/// and so does the output <c>TERMINATE</c>, which ends a chain of plans.
/// </summary>
public sealed class Veil
{
    // 128 of the 256 bits: two of a million million values are the same by chance once in 10^14 recordings.
    private const int HashBytes = 16;

    private readonly RecordedContent content;
    private readonly byte[] key;
    private readonly string redacted = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
    private long hidden;

    /// <summary>A veil.</summary>
    /// <param name="content">What becomes of values.</param>
    /// <param name="key">The key of the hashes; of no meaning for anything but <see cref="RecordedContent.Hashed"/>.</param>
    public Veil(RecordedContent content, ReadOnlySpan<byte> key)
    {
        this.content = content;
        this.key = key.ToArray();
        KeyName = content == RecordedContent.Hashed ? Hash("the name of this key"u8)[..8] : null;
    }

    /// <summary>The word for it in a trace: <c>hashed</c>, <c>redacted</c> or <c>full</c>.</summary>
    public string Word => content switch
    {
        RecordedContent.Hashed => "hashed",
        RecordedContent.Redacted => "redacted",
        _ => "full",
    };

    /// <summary>Tells one key from another without telling the key; null where there is none.</summary>
    public string? KeyName { get; }

    /// <summary>A value as it may be written.</summary>
    public JsonElement Of(JsonElement value)
    {
        if (content == RecordedContent.Full || (value.ValueKind == JsonValueKind.String && value.ValueEquals("TERMINATE"u8))) return value;
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes)) Write(json, value);
        return JsonElement.Parse(bytes.WrittenSpan);
    }

    /// <summary>A text as it may be written.</summary>
    public JsonElement Of(string text) => Of(JsonSerializer.SerializeToElement(text));

    private void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(json, item);
                json.WriteEndArray();
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                json.WriteNullValue();
                break;
            default:
                json.WriteStringValue(content == RecordedContent.Redacted
                    ? $"redacted {redacted}-{Interlocked.Increment(ref hidden)}"
                    : "h:" + Hash(Encoding.UTF8.GetBytes(CanonicalJson.Write(value))));
                break;
        }
    }

    private string Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes, hash);
        return Base64Url.EncodeToString(hash[..HashBytes]);
    }
}
