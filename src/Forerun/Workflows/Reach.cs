namespace Forerun.Workflows;

/// <summary>How far results of an operation reach that were paid for and that nobody has asked for.</summary>
public enum Reach
{
    /// <summary>To the end of the run that paid for them.</summary>
    Run,

    /// <summary>To later runs of the same workflow in the same conversation of the same tenant.</summary>
    Conversation,

    /// <summary>To later runs of the same workflow of the same tenant.</summary>
    Tenant,
}
