using System.Text.Json;
using Forerun.Pricing;

namespace Forerun.Traces;

/// <summary>One recorded run of a workflow or an agent: a line of a trace file.</summary>
public sealed record TraceRun
{
    /// <summary>
    /// The run's id, once in a trace. An id that is no string is its canonical JSON; one that was there before gets <c> (2)</c>,
    /// <c> (3)</c> and so on.
    /// </summary>
    public required string Run { get; init; }

    /// <summary>What was run; the file's name without extension when the line doesn't say.</summary>
    public required string Workload { get; init; }

    /// <summary>The task given; runs of the same task tell each other's answers. Null when not said.</summary>
    public string? Task { get; init; }

    /// <summary>Whose run it was; null when not said.</summary>
    public string? Tenant { get; init; }

    /// <summary>The conversation it belongs to; null when not said.</summary>
    public string? Conversation { get; init; }

    /// <summary>Where its seconds come from.</summary>
    public Timing Timing { get; init; }

    /// <summary>Where its token counts come from: <c>measured</c>, <c>counted</c> or <c>estimated</c>; null when not said.</summary>
    public string? Tokens { get; init; }

    /// <summary>What its provider bills for a cancelled call; null when not said.</summary>
    public CancelRule? CancelRule { get; init; }

    /// <summary>
    /// The steps, each behind all it needs, otherwise in the order of the file (which is this order where the file has it so).
    /// </summary>
    public required IReadOnlyList<TraceStep> Steps { get; init; }

    /// <summary>What the original system did; null when it was not logged.</summary>
    public TraceLog? Logged { get; init; }

    /// <summary>Fields that the format doesn't know, kept as they were.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = NoFields.Instance;
}
