using System.Runtime.InteropServices;

namespace Forerun.Guessing.Tools;

/// <summary>Arguments that a tool may be asked for with, and how likely they are if it is.</summary>
internal readonly record struct Bound(Entry[] Values, double Probability);

/// <summary>
/// Binds arguments late: each is a value from an earlier result, an earlier call or the conversation, or one that was learned. A softmax
/// over their features says how likely each is, given those before it; a small beam keeps the likeliest sets. It learns online.
/// </summary>
/// <remarks>The value mapping of a pattern is PASTE's (arXiv 2603.18897, section on patterns); that it is learned as a ranking is ours.</remarks>
internal sealed class Binder
{
    /// <summary>How many sets of arguments are kept.</summary>
    public const int Width = 5;

    private const float OwnRate = 0.15f, SharedRate = 0.05f, SharedShare = 0.5f;
    private readonly Slate slate = new();
    private readonly List<Turn> calls = [];
    private readonly List<uint> company = [];
    private readonly List<double> alone = [], scores = [];
    private readonly List<(Entry[] Values, double Probability)> next = [];
    private Weights weights = new();

    public Binder Copy() => new() { weights = weights.Copy() };

    /// <summary>What it has learned, to be kept.</summary>
    public Dictionary<int, float> Kept() => weights.Kept();

    /// <exception cref="FormatException">What was kept are no weights.</exception>
    public static Binder From(Dictionary<int, float> kept) => new() { weights = Weights.From(kept) };

    /// <summary>The likeliest arguments, likeliest first.</summary>
    public List<Bound> Bind(Story story, Tool tool)
    {
        List<Bound> beam = [];
        if (tool.Form is not { } form) return beam;
        beam.Add(new Bound([], 1));
        var beside = Prepare(story, tool, form);
        for (var i = 0; i < form.Count && beam.Count > 0; i++)
        {
            var argument = tool.Of(form[i]);
            slate.Fill(story, argument, calls);
            Alone(argument);
            next.Clear();
            foreach (var before in beam) Extend(before, argument, beside);
            next.Sort(static (one, other) => other.Probability.CompareTo(one.Probability));
            beam.Clear();
            for (var j = 0; j < Math.Min(Width, next.Count); j++) beam.Add(new Bound(next[j].Values, next[j].Probability));
        }

        return beam;
    }

    /// <summary>The tool was really asked for with these arguments.</summary>
    public void Learn(Story story, Tool tool, Dictionary<string, Scalar> actual)
    {
        string[] form = [.. actual.Keys];
        var beside = Prepare(story, tool, form);
        var chosen = new Entry[form.Length];
        for (var i = 0; i < form.Length; i++)
        {
            var (argument, value) = (tool.Of(form[i]), actual[form[i]]);
            slate.Fill(story, argument, calls);
            var right = slate.Entries.FindIndex(e => e.Value == value);
            chosen[i] = right >= 0 ? slate.Entries[right] : new Entry(value, int.MaxValue);
            if (right >= 0) Correct(argument, beside, chosen.AsSpan(0, i), right);
            argument.Learn(story, value);
        }

        tool.Show(form);
    }

    private Company Prepare(Story story, Tool tool, IReadOnlyList<string> form)
    {
        calls.Clear();
        Turn? last = null;
        for (var i = 0; i < story.Length; i++)
        {
            var turn = story.Chronicle[i];
            if (turn.Speaker != Speaker.Asking) continue;
            if (turn.Tool == tool.Name) calls.Add(turn);
            if (form.Count > 0 && form.All(turn.Arguments.ContainsKey)) last = turn;
        }

        return new Company(story, form, calls, last);
    }

    private void Alone(Argument argument)
    {
        alone.Clear();
        for (var i = 0; i < slate.Entries.Count; i++) alone.Add(Score(argument, slate.FeaturesOf(i)));
    }

    private void Extend(in Bound before, Argument argument, Company beside)
    {
        Together(argument, beside, before.Values);
        for (var i = 0; i < scores.Count; i++)
        {
            var probability = before.Probability * scores[i];
            if (probability >= 0.001) next.Add(([.. before.Values, slate.Entries[i]], probability));
        }
    }

    /// <summary>The probability of each value, given those chosen before.</summary>
    private void Together(Argument argument, Company beside, ReadOnlySpan<Entry> chosen)
    {
        scores.Clear();
        for (var i = 0; i < slate.Entries.Count; i++)
        {
            beside.Describe(chosen, slate.Entries[i], company);
            scores.Add(alone[i] + Score(argument, CollectionsMarshal.AsSpan(company)));
        }

        Weights.Softmax(CollectionsMarshal.AsSpan(scores));
    }

    private void Correct(Argument argument, Company beside, ReadOnlySpan<Entry> chosen, int right)
    {
        Alone(argument);
        Together(argument, beside, chosen);
        for (var i = 0; i < scores.Count; i++)
        {
            var gradient = (float)((i == right ? 1 : 0) - scores[i]);
            if (Math.Abs(gradient) < 1e-4f) continue;
            Move(argument, slate.FeaturesOf(i), gradient);
            beside.Describe(chosen, slate.Entries[i], company);
            Move(argument, CollectionsMarshal.AsSpan(company), gradient);
        }
    }

    private double Score(Argument argument, ReadOnlySpan<uint> features)
    {
        var sum = 0f;
        foreach (var feature in features)
            sum += weights[Hashing.Mix(argument.Own, feature)] + (SharedShare * weights[Hashing.Mix(argument.Shared, feature)]);
        return sum;
    }

    private void Move(Argument argument, ReadOnlySpan<uint> features, float gradient)
    {
        foreach (var feature in features)
        {
            weights.Add(Hashing.Mix(argument.Own, feature), OwnRate * gradient);
            weights.Add(Hashing.Mix(argument.Shared, feature), SharedRate * gradient);
        }
    }
}
