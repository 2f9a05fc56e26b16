namespace Forerun.Recording;

/// <summary>What becomes of the values that a run worked with when it is recorded. Names, times and token counts are always written.</summary>
public enum RecordedContent
{
    /// <summary>
    /// Each word and number is exchanged for another of the same form, by a key; the same one for the same word everywhere. Replays of it are
    /// those of the values, bet by bet. It tells how long words are, how often they come and where they come again, from which
    /// who knows the language can guess common words; for what must not even tell that, take <see cref="HashedWhole"/> or
    /// <see cref="Redacted"/>. The default.
    /// </summary>
    Hashed,

    /// <summary>
    /// Each text, number and truth value is a keyed hash of all of it: equal values have equal hashes, and nothing else is told. That is all
    /// that most policies ask; <c>paste</c>, <c>forerun</c> and <c>dsp</c>, which read words too, see none.
    /// </summary>
    HashedWhole,

    /// <summary>Each value is gone, equality too: seconds and dollars can be replayed, guesses can't be judged.</summary>
    Redacted,

    /// <summary>Each value is written as it was.</summary>
    Full,
}
