namespace Forerun.Traces;

/// <summary>What a recorded step did to the world.</summary>
public enum TraceEffect
{
    /// <summary>Nothing: a read or a computation. The default of model, human and code steps.</summary>
    None,

    /// <summary>Something that done twice equals done once.</summary>
    Idempotent,

    /// <summary>Something that is prepared first and leaves on commit.</summary>
    Staged,

    /// <summary>Something that can't be taken back. The default of a tool: what is not declared counts as irreversible.</summary>
    Irreversible,
}
