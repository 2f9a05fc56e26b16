namespace Forerun.Policies;

/// <summary>How far a call has come.</summary>
public enum Progress
{
    /// <summary>Not started, or nothing left of it that could be used.</summary>
    None,

    /// <summary>Under way.</summary>
    UnderWay,

    /// <summary>Finished; its output is known.</summary>
    Finished,

    /// <summary>Failed when it was tried on a guess; it isn't tried on one again.</summary>
    Failed,
}
