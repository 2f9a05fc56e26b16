namespace Forerun.Workflows;

/// <summary>Who does the work.</summary>
public enum OperationKind
{
    /// <summary>A model call, billed by tokens.</summary>
    Model,

    /// <summary>A tool call, billed per call.</summary>
    Tool,

    /// <summary>A person. Costs nothing and is never started early.</summary>
    Human,

    /// <summary>The program's own code.</summary>
    Code,
}
