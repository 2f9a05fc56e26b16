namespace Forerun.Workflows;

/// <summary>
/// ROUGE-L of two texts: the F-measure of their longest common subsequence of words, 2·LCS / (words of one + words of the other) (Lin, 2004).
/// </summary>
/// <remarks>
/// Sherlock (arXiv 2511.00330, §7.2) keeps speculative work whose verified text is similar by it, for instructions and tool use; for code and
/// mathematics it finds such measures useless. The value from which on is not published; ours is 0.7.
/// </remarks>
public static class RougeL
{
    /// <summary>From where on texts count as similar unless said otherwise (ours).</summary>
    public const double Similar = 0.7;

    /// <summary>Texts with more words are not compared: it would take too long while a run waits.</summary>
    public const int MostWords = 2000;

    /// <summary>A predicate for tier 2, as in <c>check.EquivalentBy(RougeL.AtLeast())</c>.</summary>
    /// <param name="least">Above 0, at most 1. Default: 0.7.</param>
    public static Func<string, string, bool> AtLeast(double least = Similar) => least is > 0 and <= 1
        ? (one, other) => Of(one, other) >= least
        : throw new ArgumentOutOfRangeException(nameof(least), least, "The least similarity is above 0 and at most 1.");

    /// <summary>The similarity, 0 to 1, whatever the case of the words; 0 for texts without words or with too many.</summary>
    public static double Of(string one, string other)
    {
        var (rows, columns) = (WordsOf(one), WordsOf(other));
        if (rows.Count is 0 or > MostWords || columns.Count is 0 or > MostWords) return 0;
        Span<int> longest = new int[columns.Count + 1];
        foreach (var word in rows)
        {
            var diagonal = 0;
            for (var i = 1; i <= columns.Count; i++)
            {
                var above = longest[i];
                longest[i] = word == columns[i - 1] ? diagonal + 1 : Math.Max(above, longest[i - 1]);
                diagonal = above;
            }
        }

        return 2.0 * longest[^1] / (rows.Count + columns.Count);
    }

    private static List<string> WordsOf(string text)
    {
        List<string> words = [];
        var from = 0;
        for (var i = 0; i <= text.Length && words.Count <= MostWords; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i])) continue;
            if (i > from) words.Add(text[from..i].ToUpperInvariant());
            from = i + 1;
        }

        return words;
    }
}
