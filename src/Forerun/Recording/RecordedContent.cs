namespace Forerun.Recording;

/// <summary>What becomes of the values that a run worked with when it is recorded. Names, times and token counts are always written.</summary>
public enum RecordedContent
{
    /// <summary>
    /// Each value is a keyed hash: equal values have equal hashes, which is enough to judge predictability, and nobody reads them. The
    /// default.
    /// </summary>
    Hashed,

    /// <summary>Each value is gone, equality too: seconds and dollars can be replayed, guesses can't be judged.</summary>
    Redacted,

    /// <summary>Each value is written as it was.</summary>
    Full,
}
