namespace Forerun.Defining;

/// <summary>A workflow's definition contradicts itself.</summary>
/// <param name="workflow">The workflow.</param>
/// <param name="errors">All that is wrong with it: what, in which step, and what to do.</param>
public sealed class WorkflowDefinitionException(string workflow, IReadOnlyList<string> errors)
    : Exception($"Workflow '{workflow}' can't be defined: {string.Join(" ", errors)}")
{
    /// <summary>All that is wrong with it.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
