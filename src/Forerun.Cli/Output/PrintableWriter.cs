using System.Text;

namespace Forerun.Cli.Output;

/// <summary>
/// Writes text to where people read it. Names come from traces that strangers made, so what would command a terminal, turn the direction
/// of writing or overwrite a line is shown as an escape, <c>\u001b</c>, and nothing of it takes effect. Line ends and tabs stay.
/// </summary>
internal sealed class PrintableWriter(TextWriter raw) : TextWriter(raw.FormatProvider)
{
    /// <inheritdoc/>
    public override Encoding Encoding => raw.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (IsPrintable(value)) raw.Write(value);
        else raw.Write($"\\u{(int)value:x4}");
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var plain = 0;
            while (plain < buffer.Length && (IsPrintable(buffer[plain]) || buffer[plain..].StartsWith("\r\n"))) plain++;
            raw.Write(buffer[..plain]);
            if (plain < buffer.Length) Write(buffer[plain++]);
            buffer = buffer[plain..];
        }
    }

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void WriteLine() => raw.WriteLine();

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        Write(value.AsSpan());
        raw.WriteLine();
    }

    /// <inheritdoc/>
    public override void Flush() => raw.Flush();

    private static bool IsPrintable(char c) => c is '\n' or '\t'
        || !(char.IsControl(c) || c is (>= '\u200e' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
}
