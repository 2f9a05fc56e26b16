namespace Forerun.Guessing.Tools;

/// <summary>The words of a text.</summary>
internal static class Words
{
    /// <summary>How much of a text is read, in characters.</summary>
    public const int MostCharacters = 8000;

    /// <summary>The next run of letters, digits, <c>_</c> and <c>-</c>, without dashes around it; false at the end.</summary>
    public static bool TryNext(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> word)
    {
        while (true)
        {
            var from = 0;
            while (from < rest.Length && !IsPart(rest[from])) from++;
            var to = from;
            while (to < rest.Length && IsPart(rest[to])) to++;
            word = rest[from..to].Trim('-');
            rest = rest[to..];
            if (!word.IsEmpty) return true;
            if (rest.IsEmpty) return false;
        }
    }

    /// <summary>Whether the name of an object's member is a value itself, as an id or a date is: it has a digit in it (ours).</summary>
    public static bool IsValue(string name) => name.AsSpan().ContainsAnyInRange('0', '9');

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}
