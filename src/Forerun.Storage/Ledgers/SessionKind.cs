namespace Forerun.Storage.Ledgers;

/// <summary>Whether the dollars of a session were spent.</summary>
public enum SessionKind
{
    /// <summary>They were: sessions of this kind add up.</summary>
    Live,

    /// <summary>They were not: recorded runs were played again. Each session of this kind stands for itself.</summary>
    Replay,
}
