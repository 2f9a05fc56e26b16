namespace Forerun.Guessing.Tools;

/// <summary>Names of contexts and features as 32 bits. Two that fall together spoil a guess, never an answer.</summary>
internal static class Hashing
{
    /// <summary>FNV-1a over the UTF-16 code units, lower-cased where <paramref name="folded"/>.</summary>
    public static uint Of(ReadOnlySpan<char> text, bool folded = false)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ (folded ? char.ToLowerInvariant(c) : c)) * 16777619u;
        return hash;
    }

    /// <summary>One name under another.</summary>
    public static uint Mix(uint one, uint other)
    {
        var mixed = (one * 0x9E3779B1u) ^ (other + 0x85EBCA77u + (one >> 9));
        mixed = (mixed ^ (mixed >> 15)) * 0x2C1B3C6Du;
        mixed = (mixed ^ (mixed >> 12)) * 0x297A2D39u;
        return mixed ^ (mixed >> 15);
    }
}
