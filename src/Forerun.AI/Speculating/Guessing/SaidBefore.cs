namespace Forerun.AI.Speculating.Guessing;

/// <summary>
/// Which words models say before they call a tool, and whether they name what they call it with. Counts of replies, each word once a
/// reply; of a tool that was seen seldom they lean to those of all (ours). Bounded: 4,000 words a tool, and tools as there are.
/// </summary>
internal sealed class SaidBefore
{
    private const int MostWords = 4000;
    private const double Lean = 4, MostOfAWord = 8, MostOfAll = 200;
    private readonly Dictionary<string, Spoken> tools = new(StringComparer.Ordinal);
    private readonly Spoken all = new();
    private readonly int[] rights = new int[2], wrongs = new int[2];

    /// <summary>A reply said these words, and then called a tool; empty: none.</summary>
    public void Learn(string tool, IReadOnlyCollection<string> words)
    {
        if (!tools.TryGetValue(tool, out var spoken)) tools[tool] = spoken = new Spoken();
        spoken.Add(words);
        all.Add(words);
    }

    /// <summary>A guess was right or wrong, and the reply had named one of its arguments or not.</summary>
    public void Learn(bool isRight, bool isNamed) => (isRight ? rights : wrongs)[isNamed ? 1 : 0]++;

    /// <summary>How much likelier the words are before this tool than before any, at most 200 times either way.</summary>
    public double Ratio(string tool, IReadOnlyCollection<string> words)
    {
        if (!tools.TryGetValue(tool, out var spoken)) return 1;
        var ratio = 1.0;
        foreach (var word in words)
        {
            var often = (all.Of(word) + 0.5) / (all.Replies + 1);
            ratio *= Math.Clamp((spoken.Of(word) + (Lean * often)) / (spoken.Replies + Lean) / often, 1 / MostOfAWord, MostOfAWord);
        }

        return Math.Clamp(ratio, 1 / MostOfAll, MostOfAll);
    }

    /// <summary>How much likelier it is of a right guess than of a wrong one that its arguments are named, or are not.</summary>
    public double NamedRatio(bool isNamed)
    {
        var at = isNamed ? 1 : 0;
        return (rights[at] + 1.0) / (rights.Sum() + 2) / ((wrongs[at] + 1.0) / (wrongs.Sum() + 2));
    }

    private sealed class Spoken
    {
        private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);

        public int Replies { get; private set; }

        public int Of(string word) => words.GetValueOrDefault(word);

        public void Add(IReadOnlyCollection<string> said)
        {
            Replies++;
            foreach (var word in said)
                if (words.Count < MostWords || words.ContainsKey(word)) words[word] = Of(word) + 1;
        }
    }
}
