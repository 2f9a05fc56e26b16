namespace Forerun.Traces;

/// <summary>Nothing could be read of a trace: there is no such file, it is empty, or no line of it is a run.</summary>
public sealed class TraceException : Exception
{
    /// <summary>A trace that can't be read, and why.</summary>
    public TraceException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The lines that were tried, when the file could be read but none of them is a run.</summary>
    public IReadOnlyList<SkippedLine> Skipped { get; init; } = [];
}
