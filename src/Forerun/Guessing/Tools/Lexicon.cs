namespace Forerun.Guessing.Tools;

/// <summary>
/// The values that an argument has had, and the words that were said in those conversations: so a code can be guessed from the name
/// that people use for it (ours).
/// </summary>
internal sealed class Lexicon
{
    private const int MostValues = 64, MostWords = 20_000;
    private readonly List<(Entry Value, int Count)> values = [];
    private Dictionary<ulong, List<(int Value, int Count)>> words = [];
    private int total, version;

    /// <summary>The values that go best with the words of a conversation, best first.</summary>
    public void Best(Story story, int most, List<Entry> best)
    {
        best.Clear();
        if (values.Count == 0) return;
        var scores = ScoresFor(story);
        Span<bool> taken = stackalloc bool[values.Count];
        for (; best.Count < Math.Min(most, values.Count);)
        {
            var first = -1;
            for (var i = 0; i < values.Count; i++)
                if (!taken[i] && (first < 0 || scores[i] > scores[first])) first = i;
            taken[first] = true;
            best.Add(values[first].Value);
        }
    }

    public void Learn(Story story, Scalar value)
    {
        var at = values.FindIndex(v => v.Value.Value == value);
        if (at < 0 && values.Count >= MostValues) return;
        version++;
        total++;
        if (at >= 0) values[at] = (values[at].Value, values[at].Count + 1);
        else values.Add((new Entry(value, int.MaxValue), 1));
        if (at < 0) at = values.Count - 1;
        for (var i = 0; i < story.Words; i++) Count(story.Chronicle.Vocabulary[i], at);
    }

    public Lexicon Copy()
    {
        var copy = new Lexicon { total = total, version = version };
        copy.values.AddRange(values);
        foreach (var (word, seen) in words) copy.words[word] = [.. seen];
        return copy;
    }

    /// <summary>What has been learned, to be kept, as that of an argument.</summary>
    public KeptArgument Kept(string argument, IEnumerable<int> shapes) => new(
        argument, [.. shapes], total, values.ConvertAll(v => new KeptValue(v.Value.Value.Text, v.Value.Value.IsText, v.Count)), Pairs.Kept(words));

    /// <exception cref="FormatException">What was kept contradicts itself.</exception>
    public static Lexicon From(KeptArgument kept)
    {
        if (kept.Values.Find(v => v.Count < 1 || (!v.IsText && v.Text.Length == 0)) is { } bad) throw new FormatException($"'{kept.Name}' had a value {bad.Count} times");
        var lexicon = new Lexicon { total = kept.Total, words = Pairs.From(kept.Words, kept.Values.Count) };
        lexicon.values.AddRange(kept.Values.Select(v => (new Entry(new Scalar(v.Text, v.IsText), int.MaxValue), v.Count)));
        return lexicon;
    }

    private void Count(ulong word, int value)
    {
        if (!words.TryGetValue(word, out var seen))
        {
            if (words.Count >= MostWords) words = words.Where(w => w.Value is not [(_, 1)]).ToDictionary();
            if (words.Count >= MostWords) return;
            words[word] = seen = [];
        }

        var at = seen.FindIndex(s => s.Value == value);
        if (at < 0) seen.Add((value, 1));
        else seen[at] = (value, seen[at].Count + 1);
    }

    /// <summary>log n(v) + the sum over words of max(0, log P(word | v) / P(word)), counted on from the last time where it can be.</summary>
    private double[] ScoresFor(Story story)
    {
        var notes = story.Chronicle.Notes;
        if (notes.GetValueOrDefault(this) is not Scores known || known.Version != version || known.Until > story.Words)
        {
            notes[this] = known = new Scores(version, new double[values.Count]);
            for (var i = 0; i < values.Count; i++) known.Of[i] = Math.Log(values[i].Count);
        }

        for (; known.Until < story.Words; known.Until++)
        {
            if (!words.TryGetValue(story.Chronicle.Vocabulary[known.Until], out var seen)) continue;
            var all = 0;
            foreach (var (_, count) in seen) all += count;
            foreach (var (value, count) in seen)
                known.Of[value] += Math.Max(0, Math.Log((count + 0.1) / (values[value].Count + 0.1) * total / all));
        }

        return known.Of;
    }

    private sealed class Scores(int version, double[] of)
    {
        public int Version => version;

        public double[] Of => of;

        public int Until { get; set; }
    }
}
