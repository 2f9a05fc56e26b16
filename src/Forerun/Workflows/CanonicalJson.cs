using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Forerun.Workflows;

/// <summary>
/// The one text of a JSON value (RFC 8785, JSON Canonicalization Scheme): two values are the same exactly when their texts are.
/// Keys stand in the order of their UTF-16 code units, numbers as ECMAScript prints them, strings with as few escapes as JSON allows,
/// and there is no white space.
/// </summary>
/// <remarks>
/// As the RFC has it, a number is an IEEE 754 double: integers beyond 2^53 that share a double share a text, so ids of that size
/// belong in strings.
/// </remarks>
public static class CanonicalJson
{
    // A document parsed with a raised MaxDepth could otherwise end the process: a stack overflow can't be caught.
    private const int MaxDepth = 512;

    /// <summary>The canonical text of a value.</summary>
    /// <exception cref="FormatException">
    /// The value has no canonical text: a key twice in one object, a lone surrogate or invalid UTF-8 in a string, a number beyond the
    /// range of a double, or more than 512 levels of nesting.
    /// </exception>
    /// <exception cref="ArgumentException">The element is <c>default</c>, which is no JSON value.</exception>
    public static string Write(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(value, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Appends the canonical text of a value as UTF-8, without a byte order mark.</summary>
    /// <exception cref="FormatException">As for <see cref="Write(JsonElement)"/>; what was appended by then is of no use.</exception>
    /// <exception cref="ArgumentException">The element is <c>default</c>, which is no JSON value.</exception>
    public static void Write(JsonElement value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        WriteValue(value, output, 0);
    }

    private static void WriteValue(JsonElement value, IBufferWriter<byte> output, int depth)
    {
        if (depth > MaxDepth)
            throw new FormatException($"The JSON is nested deeper than {MaxDepth} levels.");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output, depth);
                break;
            case JsonValueKind.Array:
                WriteArray(value, output, depth);
                break;
            case JsonValueKind.String:
                CanonicalString.Write(value, output);
                break;
            case JsonValueKind.Number:
                CanonicalNumber.Write(JsonMarshal.GetRawUtf8Value(value), output);
                break;
            case JsonValueKind.Undefined:
                throw new ArgumentException("The element holds no JSON value.", nameof(value));
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    private static void WriteArray(JsonElement array, IBufferWriter<byte> output, int depth)
    {
        var separator = "["u8;
        foreach (var item in array.EnumerateArray())
        {
            output.Write(separator);
            WriteValue(item, output, depth + 1);
            separator = ","u8;
        }
        output.Write(separator[0] == (byte)'[' ? "[]"u8 : "]"u8);
    }

    private static void WriteObject(JsonElement value, IBufferWriter<byte> output, int depth)
    {
        var separator = "{"u8;
        string? last = null;
        foreach (var (name, item) in Sorted(value))
        {
            if (string.Equals(name, last, StringComparison.Ordinal))
                throw new FormatException($"The key \"{name}\" stands twice in one object.");
            output.Write(separator);
            CanonicalString.Write(name, output);
            output.Write(":"u8);
            WriteValue(item, output, depth + 1);
            separator = ","u8;
            last = name;
        }
        output.Write(separator[0] == (byte)'{' ? "{}"u8 : "}"u8);
    }

    private static List<(string Name, JsonElement Value)> Sorted(JsonElement value)
    {
        var properties = new List<(string Name, JsonElement Value)>(value.GetPropertyCount());
        try
        {
            foreach (var property in value.EnumerateObject())
                properties.Add((property.Name, property.Value));
        }
        catch (InvalidOperationException e)
        {
            throw CanonicalString.NotUnicode(e);
        }
        properties.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return properties;
    }
}
