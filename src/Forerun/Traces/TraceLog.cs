using System.Text.Json;

namespace Forerun.Traces;

/// <summary>What the system that produced a run did itself.</summary>
public sealed record TraceLog
{
    /// <summary>How long the run took by the wall clock, in seconds, speculation included.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>The depths it speculated with, in the order of its episodes.</summary>
    public IReadOnlyList<LoggedDepth> Depths { get; init; } = [];

    /// <summary>Fields that the format doesn't know, kept as they were.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = NoFields.Instance;
}
