namespace Forerun.AI.Metering;

/// <summary>How a call ended.</summary>
public enum CallOutcome
{
    /// <summary>With a whole answer.</summary>
    Finished,

    /// <summary>The caller cancelled it, or left its stream before the end.</summary>
    Cancelled,

    /// <summary>With an error.</summary>
    Failed,
}
