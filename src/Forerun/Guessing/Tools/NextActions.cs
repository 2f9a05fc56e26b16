namespace Forerun.Guessing.Tools;

/// <summary>
/// Which tool a model asks for next: the control flow of the pattern tuple. What followed in the same contexts of operations is blended
/// from the loosest to the tightest, and moved by the words that were said last.
/// </summary>
/// <remarks>
/// Context, prediction and probability are those of PASTE (arXiv 2603.18897). The blend, p(a | tighter) = (n(a) + 2·p(a | looser)) / (n + 2), the set
/// of contexts and the log-linear weights of words are ours.
/// </remarks>
internal sealed class NextActions
{
    private const int MostContexts = 40_000;
    private const double Prior = 2, Rate = 0.5, Floor = 1e-4;
    private static readonly Speaker[] Heard = [Speaker.Person, Speaker.Reply];
    private readonly Dictionary<string, int> tools = [];
    private readonly List<string> names = [""]; // 0 is whatever is no tool: a reply
    private Dictionary<uint, List<(int Action, int Count)>> counts = [];
    private readonly List<uint> contexts = [], features = [];
    private readonly List<double> scratch = [];
    private Weights weights = new();
    private WordNumbers words = new();
    private int said;

    /// <summary>The tools by the place of their probability; the first is none.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The probabilities of what a model does next, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<double> After(uint model, Story story)
    {
        Blend(model, story);
        if (story.Awaited is null) Move(model, story);
        return scratch;
    }

    public void Learn(uint model, Story story, string? tool)
    {
        var action = ActionOf(tool);
        foreach (var speaker in Heard)
            if (story.Last(speaker) is >= 0 and var turn) words.Take(story.Chronicle[turn].Spoken);
        After(model, story);
        var step = Rate / Math.Sqrt(1 + said);
        for (var i = 0; i < scratch.Count; i++)
        {
            var gradient = (float)(step * ((i == action ? 1 : 0) - scratch[i]));
            foreach (var feature in features) weights.Add(Hashing.Mix(feature, (uint)i), gradient);
        }

        foreach (var context in contexts) Count(context, action);
    }

    public NextActions Copy()
    {
        var copy = new NextActions { weights = weights.Copy(), words = words.Copy() };
        foreach (var name in names.Skip(1)) copy.ActionOf(name);
        foreach (var (context, seen) in counts) copy.counts[context] = [.. seen];
        return copy;
    }

    /// <summary>What it has learned, to be kept.</summary>
    public KeptActions Kept() => new([.. names.Skip(1)], Pairs.Kept(counts), weights.Kept(), words.Kept());

    /// <exception cref="FormatException">What was kept contradicts itself.</exception>
    public static NextActions From(KeptActions kept)
    {
        var restored = new NextActions { weights = Weights.From(kept.Weights), words = WordNumbers.From(kept.Words) };
        foreach (var name in kept.Tools) restored.ActionOf(name);
        restored.counts = Pairs.From(kept.Counts, restored.names.Count);
        return restored;
    }

    private int ActionOf(string? tool)
    {
        if (tool is null) return 0;
        if (tools.TryGetValue(tool, out var action)) return action;
        names.Add(tool);
        return tools[tool] = names.Count - 1;
    }

    private void Blend(uint model, Story story)
    {
        Contexts(model, story);
        scratch.Clear();
        for (var i = 0; i < names.Count; i++) scratch.Add(1.0 / names.Count);
        var blended = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(scratch);
        foreach (var context in contexts)
        {
            if (!counts.TryGetValue(context, out var seen)) continue;
            var total = Prior;
            foreach (var (_, count) in seen) total += count;
            foreach (ref var probability in blended) probability *= Prior / total;
            foreach (var (action, count) in seen) blended[action] += count / total;
        }
    }

    private void Move(uint model, Story story)
    {
        Features(model, story);
        var scale = 1 / Math.Sqrt(1 + said);
        var moved = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(scratch);
        for (var i = 0; i < moved.Length; i++)
        {
            var sum = 0.0;
            foreach (var feature in features) sum += weights[Hashing.Mix(feature, (uint)i)];
            moved[i] = Math.Log(moved[i] + Floor) + (sum * scale);
        }

        Weights.Softmax(moved);
    }

    /// <summary>The last one to three turns, the set of all turns, and how many there were: from loose to tight.</summary>
    private void Contexts(uint model, Story story)
    {
        contexts.Clear();
        var (one, two, three) = (Name(story, 0), Name(story, 1), Name(story, 2));
        var all = story.Chronicle.NamesBefore(story.Length);
        contexts.Add(model);
        contexts.Add(Hashing.Mix(model, Hashing.Mix(1, one)));
        contexts.Add(Hashing.Mix(model, Hashing.Mix(Hashing.Mix(2, one), two)));
        contexts.Add(Hashing.Mix(model, Hashing.Mix(Hashing.Mix(Hashing.Mix(3, one), two), three)));
        contexts.Add(Hashing.Mix(model, Hashing.Mix(Hashing.Mix(4, one), all)));
        contexts.Add(Hashing.Mix(model, Hashing.Mix(Hashing.Mix(Hashing.Mix(5, one), two), (uint)(story.Length / 3))));
    }

    /// <summary>The words that a person said last, and a model, each also by the operation that came last; of new ones only how many.</summary>
    private void Features(uint model, Story story)
    {
        features.Clear();
        said = 0;
        var last = Hashing.Mix(model, Name(story, 0));
        features.Add(last);
        foreach (var speaker in Heard)
        {
            if (story.Last(speaker) is not (>= 0 and var turn)) continue;
            said += story.Chronicle[turn].Spoken.Count;
            foreach (var word in story.Chronicle[turn].Spoken)
                if (words.Of(word) is { } number) features.Add(Hashing.Mix(Hashing.Mix(last, (uint)speaker + 1), number));
        }
    }

    private static uint Name(Story story, int back) => story.Back(back)?.Name ?? 0;

    private void Count(uint context, int action)
    {
        if (!counts.TryGetValue(context, out var seen))
        {
            if (counts.Count >= MostContexts) Forget();
            counts[context] = seen = [];
        }

        var at = seen.FindIndex(s => s.Action == action);
        if (at < 0) seen.Add((action, 1));
        else seen[at] = (action, seen[at].Count + 1);
    }

    /// <summary>Full: contexts that came once make room; if all came more often, all do.</summary>
    private void Forget()
    {
        foreach (var (context, seen) in counts)
            if (seen is [(_, 1)]) counts.Remove(context);
        if (counts.Count >= MostContexts) counts.Clear();
    }
}
