using System.Diagnostics.CodeAnalysis;

namespace Forerun.Defining;

/// <summary>What a step will probably return.</summary>
/// <param name="Value">The value.</param>
/// <param name="Probability">How sure that is, 0 to 1; null (default): as sure as such guesses have turned out to be.</param>
public sealed record Likely<T>(T Value, double? Probability = null)
{
    /// <summary>A value of which nothing more is said; null stays null, which offers nothing.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator Likely<T>?(T? value) => value is null ? null : new(value);
}
