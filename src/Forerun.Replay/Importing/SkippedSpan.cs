using Forerun.Traces;

namespace Forerun.Replay.Importing;

/// <summary>A span that could not be read, or a part of a file in which there is none that could.</summary>
/// <param name="Line">The line of the file in which its export begins, from 1.</param>
/// <param name="Span">Its id, or where it stands where it has none, for example <c>resourceSpans[0].scopeSpans[0].spans[3]</c>.</param>
/// <param name="Field">The field or attribute that is wrong; <c>$</c> for all of it.</param>
/// <param name="Message">What is wrong there, in a sentence.</param>
public sealed record SkippedSpan(int Line, string Span, string Field, string Message)
{
    /// <summary>The same as a line of a trace, for those who read exports as traces.</summary>
    public SkippedLine AsLine => new(Line, IsLine ? Field : $"span {Span}, {Field}", Message);

    /// <summary>For people.</summary>
    public override string ToString() => $"{(IsLine ? Span : $"span {Span}")}, {Field}: {Message}";

    /// <summary>Whether a whole line is meant, in which no span could be told from another.</summary>
    private bool IsLine => Span.StartsWith("line ", StringComparison.Ordinal);
}

/// <summary>One field of a span is not what it should be.</summary>
internal sealed class MalformedSpanException(string where, string message) : Exception(message)
{
    public string Field => where;
}
