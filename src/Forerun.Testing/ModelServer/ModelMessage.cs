namespace Forerun.Testing;

/// <summary>A message of a request.</summary>
/// <param name="Role">Who speaks: <c>system</c>, <c>user</c>, <c>assistant</c>, <c>tool</c> or another.</param>
/// <param name="Text">What is said: the content, or its text parts joined; empty if there is none.</param>
/// <param name="ToolCallId">The tool call that a <c>tool</c> message answers; else null.</param>
public sealed record ModelMessage(string Role, string Text, string? ToolCallId);
