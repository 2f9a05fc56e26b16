namespace Forerun.Traces;

/// <summary>Who did a step.</summary>
public enum StepKind
{
    /// <summary>A language model.</summary>
    Model,

    /// <summary>A tool, called by a model or by the workflow.</summary>
    Tool,

    /// <summary>A person. Seconds in which only people act are nobody's waiting time.</summary>
    Human,

    /// <summary>The workflow's own code.</summary>
    Code,
}
