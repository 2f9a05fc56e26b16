namespace Forerun.Traces;

/// <summary>Recorded runs, as a trace file holds them: one run a line.</summary>
public sealed record Trace
{
    /// <summary>The file's name without its folder, for example <c>support.jsonl</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The runs, in the order of the file; never empty when read by <see cref="TraceReader"/>.</summary>
    public required IReadOnlyList<TraceRun> Runs { get; init; }

    /// <summary>The lines that hold no readable run, in the order of the file.</summary>
    public IReadOnlyList<SkippedLine> Skipped { get; init; } = [];
}
