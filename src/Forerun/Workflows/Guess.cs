namespace Forerun.Workflows;

/// <summary>A value offered for what a dependency reads, before it is known.</summary>
/// <param name="Reading">The slot, and what is read of it.</param>
/// <param name="Value">The offered value.</param>
/// <param name="By">Who offers it.</param>
/// <param name="Probability">What the predictor itself says of it, 0 to 1; null: it says nothing, ask the belief.</param>
public sealed record Guess(Reading Reading, Value Value, string By, double? Probability = null)
{
    /// <summary>What the predictor itself says of it, 0 to 1, whatever it said: NaN counts as 0. Null: it says nothing, ask the belief.</summary>
    public double? Probability { get; init; } = Probability is not { } said ? null : double.IsNaN(said) ? 0 : Math.Clamp(said, 0, 1);

    /// <summary>Whether an actual output of the slot confirms the guess (tier 1: exact on what is read).</summary>
    public bool IsConfirmedBy(Value actual) => Value.Equals(Reading.Of(actual));
}
