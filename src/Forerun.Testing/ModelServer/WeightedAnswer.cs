namespace Forerun.Testing;

/// <summary>One of the answers that a request may get.</summary>
/// <param name="Weight">How likely it is against the others; at least 0, and finite. Weights need not sum to 1.</param>
/// <param name="Answer">What is said.</param>
public readonly record struct WeightedAnswer(double Weight, ModelAnswer Answer);
