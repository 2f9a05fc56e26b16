namespace Forerun.Pricing;

/// <summary>Names by edit distance (Levenshtein), letter case ignored.</summary>
public static class NearestNames
{
    // A name longer than this is not a slip of the pen, and its distance would only cost time.
    private const int MaxLength = 128;

    /// <summary>The <paramref name="count"/> names that are nearest to the one that was wanted, nearest first.</summary>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> names, int count)
    {
        var whole = Fold(wanted);
        // "openai/gpt-4-turbos" should find gpt-4-turbo, although the prefix alone is seven letters away.
        var tail = whole[(whole.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return [.. names
            .Select(name => (Name: name, Folded: Fold(name)))
            .Select(n => (n.Name, Distance: Math.Min(Distance(whole, n.Folded), Distance(tail, n.Folded))))
            .OrderBy(n => n.Distance)
            .ThenBy(n => n.Name, StringComparer.Ordinal)
            .Take(count)
            .Select(n => n.Name)];
    }

    /// <summary>The name that was probably meant; null where none is so near that it could be a slip of the pen.</summary>
    public static string? Meant(string wanted, IEnumerable<string> names)
    {
        var near = Of(wanted, names, 1);
        if (near.Count == 0) return null;
        var (a, b) = (Fold(wanted), Fold(near[0]));
        return Distance(a, b) <= Math.Max(a.Length, b.Length) / 3 ? near[0] : null;
    }

    internal static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Span<int> row = stackalloc int[MaxLength + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[b.Length];
    }

    private static string Fold(string name) => (name.Length > MaxLength ? name[..MaxLength] : name).ToUpperInvariant();
}
