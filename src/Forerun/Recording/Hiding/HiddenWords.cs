using Forerun.Learning;

namespace Forerun.Recording.Hiding;

/// <summary>
/// Texts with other words: each run of letters and digits becomes another of the same form, the same one wherever it stands and whatever
/// its case; so does each run of what else there is outside ASCII. The word TERMINATE stays, as does what is between words.
/// </summary>
/// <param name="key">The key.</param>
internal sealed class HiddenWords(byte[] key)
{
    private const string Stays = "terminate";
    private const int MostKnown = 16_384, LongestKnown = 32;
    private readonly Permutation permutation = new(key);
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> known = [];

    /// <summary>The text with other words.</summary>
    public string Of(ReadOnlySpan<char> text)
    {
        var hidden = text.ToArray();
        for (var from = 0; from < text.Length;)
        {
            var kind = Alphabet.KindOf(text[from]);
            var to = from + 1;
            if (kind != Kind.Kept)
            {
                while (to < text.Length && IsOneRun(kind, Alphabet.KindOf(text[to]))) to++;
                Run(text[from..to], hidden.AsSpan(from));
            }

            from = to;
        }

        return new string(hidden);
    }

    private static bool IsOneRun(Kind first, Kind next) => next != Kind.Kept && Alphabet.IsOfWords(first) == Alphabet.IsOfWords(next);

    private void Run(ReadOnlySpan<char> run, Span<char> hidden)
    {
        if (run.Length > LongestKnown)
        {
            Hide(run, hidden);
            return;
        }

        lock (gate)
        {
            if (!known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(run, out var image))
            {
                Hide(run, hidden);
                if (known.Count >= MostKnown) known.Clear();
                known[run.ToString()] = image = new string(hidden[..run.Length]);
            }

            image.CopyTo(hidden);
        }
    }

    private void Hide(ReadOnlySpan<char> run, Span<char> hidden)
    {
        hidden = hidden[..run.Length];
        for (var i = 0; i < run.Length; i++) hidden[i] = Letters.Fold(run[i]);
        if (!hidden.SequenceEqual(Stays))
        {
            Permute(hidden);
            if (hidden.SequenceEqual(Stays)) Permute(hidden); // what would become the word that stays becomes what that would
        }

        for (var i = 0; i < run.Length; i++)
            if (run[i] != Letters.Fold(run[i])) hidden[i] = Letters.Capital(hidden[i]);
    }

    private void Permute(Span<char> folded)
    {
        var (kinds, places) = (new Kind[folded.Length], new int[folded.Length]);
        for (var i = 0; i < folded.Length; i++) (kinds[i], places[i]) = (Alphabet.KindOf(folded[i]), Alphabet.PlaceOf(folded[i]));
        permutation.Apply(kinds, places);
        for (var i = 0; i < folded.Length; i++) folded[i] = Alphabet.At(kinds[i], places[i]);
    }
}
