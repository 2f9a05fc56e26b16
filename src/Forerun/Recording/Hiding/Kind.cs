namespace Forerun.Recording.Hiding;

/// <summary>What kind of character one is, its case aside: each that is hidden becomes another of its kind.</summary>
internal enum Kind : byte
{
    /// <summary>ASCII but for letters and digits, white space, controls: stays as it is.</summary>
    Kept,

    /// <summary>a to z.</summary>
    AsciiLetter,

    /// <summary>0 to 9.</summary>
    AsciiDigit,

    /// <summary>Another letter that has a capital.</summary>
    CasedLetter,

    /// <summary>A capital that goes with no small letter.</summary>
    LoneCapital,

    /// <summary>A letter without case.</summary>
    Letter,

    /// <summary>Another digit.</summary>
    Digit,

    /// <summary>What is neither letter nor digit outside ASCII: marks, punctuation, symbols.</summary>
    Symbol,

    /// <summary>The first half of a character beyond 16 bits.</summary>
    High,

    /// <summary>The second half of one.</summary>
    Low,
}
