namespace Forerun.Guessing;

/// <summary>Which guesses a policy hears, of all that are offered.</summary>
public enum Hearing
{
    /// <summary>One source after the other, the first that has an offer: one's own, what a verifier checks, what was returned most often.</summary>
    First,

    /// <summary>As <see cref="First"/>, with several guesses by what followed in the same contexts in place of the most frequent one.</summary>
    Several,

    /// <summary>All sources as one, each value once, with a probability that is learned.</summary>
    Ranked,

    /// <summary>Patterns of tool calls, and nothing else.</summary>
    Patterns,
}
