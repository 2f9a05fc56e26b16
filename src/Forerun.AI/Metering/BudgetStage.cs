namespace Forerun.AI.Metering;

/// <summary>How near a meter is to its limit.</summary>
public enum BudgetStage
{
    /// <summary>Far from it, or there is none.</summary>
    Free,

    /// <summary>Somebody should know.</summary>
    Warn,

    /// <summary>Conversations should come to an end: finish the answer, begin nothing new.</summary>
    WrapUp,

    /// <summary>A call could not be paid any more.</summary>
    Stop,
}
