namespace Forerun.Defining;

/// <summary>A value of a workflow can't be written as JSON, or can't be read from it as what a step takes.</summary>
/// <param name="message">Which value of which step, and why.</param>
/// <param name="inner">What the serializer said.</param>
public sealed class StepException(string message, Exception? inner = null) : Exception(message, inner);
