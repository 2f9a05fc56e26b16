namespace Forerun.Learning;

/// <summary>When two letters are the same but for their case.</summary>
internal static class Letters
{
    private static readonly char[] Folded = [.. Enumerable.Range(0, 1 << 16).Select(static c => LowerOf((char)c))];

    /// <summary>
    /// The small letter of a capital one that is the only capital of it; everything else as it is. So each small letter stands for two
    /// at most, and a text and its case say the same as the text does.
    /// </summary>
    public static char Fold(char c) => Folded[c];

    /// <summary>The capital of a small letter that <see cref="Fold"/> gives for it; everything else as it is.</summary>
    public static char Capital(char c)
    {
        var capital = char.ToUpperInvariant(c);
        return Folded[capital] == c ? capital : c;
    }

    private static char LowerOf(char c)
    {
        var small = char.ToLowerInvariant(c);
        return char.IsUpper(c) && char.IsLower(small) && char.ToUpperInvariant(small) == c ? small : c;
    }
}
