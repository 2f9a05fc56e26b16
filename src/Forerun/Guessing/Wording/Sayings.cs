namespace Forerun.Guessing.Wording;

/// <summary>
/// Which words have come before which label of one reading, whether they named the value, and how often guesses without a probability of
/// their own were right. Counts of outputs, each word once an output; a label that was seen seldom leans to all of them (ours). Bounded: 64
/// labels, 2,000 words each.
/// </summary>
internal sealed class Sayings
{
    private const int MostLabels = 64;
    private const double Lean = 4, MostOfAWord = 8, MostOfAll = 200;
    private readonly Dictionary<string, Spoken> labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Score> sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> all = new(StringComparer.Ordinal);
    private Score named = new(0, 0), unnamed = new(0, 0);

    /// <summary>How many outputs there were.</summary>
    public int Outputs { get; private set; }

    /// <summary>The labels that have come, and how often.</summary>
    public IEnumerable<(string Label, int Times)> Labels => labels.Select(l => (l.Key, l.Value.Times));

    /// <summary>These words came, and then this.</summary>
    public void Learn(string label, IReadOnlyCollection<string> words)
    {
        if (!labels.TryGetValue(label, out var spoken))
        {
            if (labels.Count >= MostLabels) return;
            labels[label] = spoken = new Spoken();
        }

        spoken.Times++;
        Outputs++;
        foreach (var word in words)
            if (spoken.TryAdd(word, 1)) all[word] = all.GetValueOrDefault(word) + 1;
    }

    /// <summary>A guess was right or wrong, and the words had named its value or not.</summary>
    public void Learn(bool isRight, bool isNamed)
    {
        if (isNamed) named = named.With(isRight);
        else unnamed = unnamed.With(isRight);
    }

    /// <summary>A guess without a probability of its own was right or wrong.</summary>
    public void LearnOf(string by, bool isRight) => sources[by] = sources.GetValueOrDefault(by, new Score(0, 0)).With(isRight);

    /// <summary>How likely a guess of this source is without words: (right + 1) / (all + 2).</summary>
    public double Trust(string by) => sources.TryGetValue(by, out var score) ? (score.Right + 1.0) / (score.Right + score.Wrong + 2) : 0.5;

    /// <summary>How much likelier the words are before this label than before any, at most 200 times either way.</summary>
    public double Ratio(string label, IReadOnlyCollection<string> words)
    {
        if (!labels.TryGetValue(label, out var spoken)) return 1;
        var ratio = 1.0;
        foreach (var word in words)
        {
            var often = (all.GetValueOrDefault(word) + 0.5) / (Outputs + 1);
            ratio *= Math.Clamp((spoken.Of(word) + (Lean * often)) / (spoken.Times + Lean) / often, 1 / MostOfAWord, MostOfAWord);
        }

        return Math.Clamp(ratio, 1 / MostOfAll, MostOfAll);
    }

    /// <summary>How much likelier it is of a right guess than of a wrong one that its value is named, or is not.</summary>
    public double NamedRatio(bool isNamed)
    {
        var at = isNamed ? named : unnamed;
        return (at.Right + 1.0) / (named.Right + unnamed.Right + 2) / ((at.Wrong + 1.0) / (named.Wrong + unnamed.Wrong + 2));
    }

    /// <summary>What it has learned, to be kept.</summary>
    public KeptSayings Kept(string operation, string path) => new(
        operation, path, labels.ToDictionary(l => l.Key, l => l.Value.Kept()), new(sources), named, unnamed);

    /// <exception cref="FormatException">What was kept are no counts.</exception>
    public static Sayings From(KeptSayings kept)
    {
        if (kept.Labels.Values.Any(s => s.Times < 1 || s.Words.Values.Any(times => times < 1 || times > s.Times)) || kept.Sources.Values.Append(kept.Named).Append(kept.Unnamed).Any(s => s.Right < 0 || s.Wrong < 0))
            throw new FormatException("words with counts that can't be");
        var sayings = new Sayings { named = kept.Named, unnamed = kept.Unnamed };
        foreach (var (by, score) in kept.Sources) sayings.sources[by] = score;
        foreach (var (label, spoken) in kept.Labels)
        {
            var restored = sayings.labels[label] = new Spoken { Times = spoken.Times };
            sayings.Outputs += spoken.Times;
            foreach (var (word, times) in spoken.Words)
                if (restored.TryAdd(word, times)) sayings.all[word] = sayings.all.GetValueOrDefault(word) + times;
        }

        return sayings;
    }

    /// <summary>The words that came before one label, each with the number of outputs in which it did.</summary>
    private sealed class Spoken
    {
        private const int MostWords = 2000;
        private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);

        public int Times { get; set; }

        public int Of(string word) => words.GetValueOrDefault(word);

        public bool TryAdd(string word, int times)
        {
            if (words.Count >= MostWords && !words.ContainsKey(word)) return false;
            words[word] = Of(word) + times;
            return true;
        }

        public KeptSpoken Kept() => new(Times, new(words));
    }
}
