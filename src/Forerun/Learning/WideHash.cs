namespace Forerun.Learning;

/// <summary>
/// Names of contexts, features and words as 64 bits, so that no two of a run's fall together: what is learned of values then depends on
/// which of them are equal, and on nothing else of them.
/// </summary>
internal static class WideHash
{
    /// <summary>FNV-1a over the UTF-16 code units, without their case where <paramref name="folded"/>.</summary>
    public static ulong Of(ReadOnlySpan<char> text, bool folded = false)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ (folded ? Letters.Fold(c) : c)) * 1099511628211UL;
        return hash;
    }

    /// <summary>One name under another.</summary>
    public static ulong Mix(ulong one, ulong other)
    {
        var mixed = (one * 0x9E3779B97F4A7C15UL) ^ (other + 0x7F4A7C159E3779B9UL + (one >> 7));
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        return mixed ^ (mixed >> 31);
    }
}
