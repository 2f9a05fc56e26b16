using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Forerun.Workflows;

/// <summary>Strings as RFC 8785 section 3.2.2.2 wants them: only quotes, backslashes and control characters are escaped.</summary>
internal static class CanonicalString
{
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create("\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"
            + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    public static void Write(JsonElement value, IBufferWriter<byte> output)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (!raw.Contains((byte)'\\'))
        {
            // Without an escape the JSON text is canonical as it stands; it only has to be text.
            if (!Utf8.IsValid(raw))
                throw NotUnicode(null);
            output.Write(raw);
            return;
        }
        try
        {
            Write(value.GetString()!, output);
        }
        catch (InvalidOperationException e)
        {
            throw NotUnicode(e);
        }
    }

    public static void Write(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        for (var at = text.IndexOfAny(Escaped); at >= 0; at = text.IndexOfAny(Escaped))
        {
            WritePlain(text[..at], output);
            WriteEscape(text[at], output);
            text = text[(at + 1)..];
        }
        WritePlain(text, output);
        output.Write("\""u8);
    }

    public static FormatException NotUnicode(Exception? inner) => new("A string holds a lone surrogate or invalid UTF-8.", inner);

    private static void WritePlain(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        if (text.IsEmpty)
            return;
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        if (Utf8.FromUtf16(text, span, out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            throw NotUnicode(null);
        output.Advance(written);
    }

    private static void WriteEscape(char c, IBufferWriter<byte> output)
    {
        switch (c)
        {
            case '"': output.Write("\\\""u8); break;
            case '\\': output.Write("\\\\"u8); break;
            case '\b': output.Write("\\b"u8); break;
            case '\t': output.Write("\\t"u8); break;
            case '\n': output.Write("\\n"u8); break;
            case '\f': output.Write("\\f"u8); break;
            case '\r': output.Write("\\r"u8); break;
            default:
                output.Write(c < 0x10 ? "\\u000"u8 : "\\u001"u8);
                output.Write("0123456789abcdef"u8.Slice(c & 0xF, 1));
                break;
        }
    }
}
