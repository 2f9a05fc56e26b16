using System.Buffers;
using System.Globalization;

namespace Forerun.Workflows;

/// <summary>Numbers as RFC 8785 section 3.2.2.3 wants them: ECMAScript's Number::toString in base 10.</summary>
internal static class CanonicalNumber
{
    // Every integer of up to 15 digits is a double of its own and prints as itself.
    private const int PlainDigits = 15;

    public static void Write(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        if (IsPlainInteger(json))
        {
            output.Write(json);
            return;
        }
        if (!double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            throw new FormatException("A number is beyond the range of a double.");
        Write(value, output);
    }

    internal static void Write(double value, IBufferWriter<byte> output)
    {
        if (value == 0)
        {
            output.Write("0"u8);
            return;
        }
        if (value < 0)
            output.Write("-"u8);
        Span<byte> digits = stackalloc byte[32];
        var count = Shortest(Math.Abs(value), digits, out var point);
        Write(digits[..count], point, output);
    }

    private static bool IsPlainInteger(ReadOnlySpan<byte> json)
    {
        var digits = json[0] == (byte)'-' ? json[1..] : json;
        return digits.Length <= PlainDigits
            && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (digits[0] != (byte)'0' || json.Length == 1);
    }

    /// <summary>The shortest digits that read back as the value, which is 0.digits × 10^point.</summary>
    private static int Shortest(double value, Span<byte> digits, out int point)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        // .NET drops a digit too many at two powers of two (2^-25 and 2^-958), whose neighbours below are nearer than those above.
        if (double.Parse(text[..length], CultureInfo.InvariantCulture) != value)
            value.TryFormat(text, out length, "E16", CultureInfo.InvariantCulture);
        return Digits(text[..length], digits, out point);
    }

    private static int Digits(ReadOnlySpan<byte> text, Span<byte> digits, out int point)
    {
        var e = text.IndexOf((byte)'E');
        var mantissa = e < 0 ? text : text[..e];
        var exponent = e < 0 ? 0 : int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        var dot = mantissa.IndexOf((byte)'.');
        var whole = dot < 0 ? mantissa.Length : dot;
        mantissa[..whole].CopyTo(digits);
        mantissa[Math.Min(whole + 1, mantissa.Length)..].CopyTo(digits[whole..]);
        var count = dot < 0 ? whole : mantissa.Length - 1;

        var leading = digits[..count].IndexOfAnyExcept((byte)'0');
        digits[leading..count].CopyTo(digits);
        point = whole - leading + exponent;
        return digits[..(count - leading)].LastIndexOfAnyExcept((byte)'0') + 1;
    }

    private static void Write(ReadOnlySpan<byte> digits, int point, IBufferWriter<byte> output)
    {
        if (digits.Length <= point && point <= 21)
        {
            output.Write(digits);
            Zeros(point - digits.Length, output);
        }
        else if (point is > 0 and <= 21)
        {
            output.Write(digits[..point]);
            output.Write("."u8);
            output.Write(digits[point..]);
        }
        else if (point is > -6 and <= 0)
        {
            output.Write("0."u8);
            Zeros(-point, output);
            output.Write(digits);
        }
        else
        {
            WriteWithExponent(digits, point - 1, output);
        }
    }

    private static void WriteWithExponent(ReadOnlySpan<byte> digits, int exponent, IBufferWriter<byte> output)
    {
        output.Write(digits[..1]);
        if (digits.Length > 1)
        {
            output.Write("."u8);
            output.Write(digits[1..]);
        }
        output.Write(exponent < 0 ? "e-"u8 : "e+"u8);
        Span<byte> text = stackalloc byte[4];
        Math.Abs(exponent).TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        output.Write(text[..length]);
    }

    private static void Zeros(int count, IBufferWriter<byte> output) => output.Write("00000000000000000000"u8[..count]);
}
