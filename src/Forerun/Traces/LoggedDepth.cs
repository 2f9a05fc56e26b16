using System.Text.Json;

namespace Forerun.Traces;

/// <summary>How far ahead the original system speculated from one verified step.</summary>
/// <param name="AtStep">The id of the first step of the episode.</param>
/// <param name="Depth">Steps it was willing to run ahead, 1 or more.</param>
/// <param name="Predictor">How long it took to choose the depth; none when not recorded.</param>
public sealed record LoggedDepth(string AtStep, int Depth, TimeSpan Predictor)
{
    /// <summary>Fields that the format doesn't know, kept as they were.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = NoFields.Instance;
}
