namespace Forerun.Workflows;

/// <summary>What a call under way has produced so far.</summary>
/// <param name="Text">The text so far.</param>
/// <param name="Fraction">Share of the expected output that has been produced, 0 to 1.</param>
public sealed record Growing(string Text, decimal Fraction);
