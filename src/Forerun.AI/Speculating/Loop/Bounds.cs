namespace Forerun.AI.Speculating.Loop;

/// <summary>How long a turn goes on.</summary>
/// <param name="MaxIterations">How many rounds of tools it has at most.</param>
/// <param name="MaxConsecutiveErrors">How many rounds in a row may have a tool that fails.</param>
internal sealed record Bounds(int MaxIterations, int MaxConsecutiveErrors);

/// <summary>Too many rounds in a row had a tool that failed.</summary>
/// <param name="cause">What the last one threw; the caller gets that.</param>
internal sealed class ToolsFailedException(Exception cause) : Exception(cause.Message, cause);
