using System.Text.Json;

namespace Forerun.Traces;

/// <summary>
/// Finds out while a line is read what would otherwise fail in the middle of a replay: values that have no canonical text
/// (<see cref="Workflows.CanonicalJson"/>). Keys that stand twice are refused when the line is parsed.
/// </summary>
internal static class TokenCheck
{
    // A shorter number without an exponent is in the range of a double, whatever its digits.
    private const int SafeDigits = 300;

    /// <summary>Whether a line is JSON of which every value has a canonical text.</summary>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public static bool AllSound(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            if (WhatIsWrong(ref reader) is not null)
                return false;
        }
        return true;
    }

    /// <summary>What is wrong with the reader's present token; null when nothing is.</summary>
    public static string? WhatIsWrong(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName when reader.ValueIsEscaped && !IsUnicode(ref reader) =>
            "a string holds a lone surrogate",
        JsonTokenType.Number when MayBeLarge(reader.ValueSpan) && !double.IsFinite(reader.GetDouble()) =>
            "a number is beyond the range of a double",
        _ => null,
    };

    private static bool MayBeLarge(ReadOnlySpan<byte> number) => number.Length > SafeDigits || number.ContainsAny((byte)'e', (byte)'E');

    private static bool IsUnicode(ref Utf8JsonReader reader)
    {
        try
        {
            return !reader.ValueSpan.Contains((byte)'u') || reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
