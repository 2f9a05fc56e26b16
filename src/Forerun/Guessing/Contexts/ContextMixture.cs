using Forerun.Workflows;

namespace Forerun.Guessing.Contexts;

/// <summary>A value that followed a context, and how often. It is content: keep it where content may be kept.</summary>
/// <param name="Context">The context, as a hash.</param>
/// <param name="Value">The value.</param>
/// <param name="Count">How often, at least 1.</param>
public sealed record Followed(ulong Context, Value Value, int Count);

/// <summary>
/// Guesses what a call returns from what was returned in the same contexts before, several values with a probability each. Costs
/// nothing and learns from nothing, call by call. One a tenant: it holds values, at most 64 a context in at most 65,536 contexts; when these
/// are full no new context is learned.
/// </summary>
/// <remarks>
/// Contexts are blended from the loosest to the tightest, as in prediction by partial matching (Cleary and Witten, 1984):
/// p(v | tighter) = (n(v) + p(v | looser)) / (n + 1). The set of contexts is ours. Nothing is calibrated here: see
/// <see cref="Ranking.Ranked"/>.
/// </remarks>
public sealed class ContextMixture : IPredictor
{
    /// <summary>What is less likely than this is not offered.</summary>
    public const double Least = 0.02;

    /// <summary>How many values are offered at most.</summary>
    public const int Most = 8;

    private const int MostContexts = 1 << 16;
    private readonly Lock gate = new();
    private readonly Dictionary<ulong, Tally> tallies = [];

    /// <inheritdoc/>
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        foreach (var seen in Likely(world, upstream, reading.Path).Values)
            offers.Add(new Offer(new Guess(reading, seen.Value, "contexts", seen.Probability), null));
    }

    /// <inheritdoc/>
    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
        lock (gate)
        {
            foreach (var reading in readings)
            {
                var read = reading.Of(value);
                foreach (var context in Past.Of(real, upstream, reading.Path).Contexts) Of(context)?.Add(read);
            }
        }
    }

    /// <summary>A predictor that has seen the same and learns on by itself.</summary>
    public ContextMixture Copy()
    {
        var copy = new ContextMixture();
        lock (gate)
            foreach (var (context, tally) in tallies) copy.tallies[context] = tally.Copy();
        return copy;
    }

    /// <summary>All values with their counts so far, to be kept.</summary>
    public IReadOnlyList<Followed> Snapshot()
    {
        lock (gate) return [.. tallies.SelectMany(t => t.Value.Counts.Select(v => new Followed(t.Key, v.Key, v.Value)))];
    }

    /// <summary>Takes up what was kept. Meant for before the first run: a count that there is until now is replaced.</summary>
    public void Restore(IEnumerable<Followed> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        lock (gate)
            foreach (var value in values) Of(value.Context)?.Put(value.Value, value.Count);
    }

    /// <summary>The likeliest values, most likely first, and what is known of the contexts.</summary>
    internal Expected Likely(World world, Call upstream, string path)
    {
        var past = Past.Of(world, upstream, path);
        List<Seen> likely = [];
        lock (gate)
        {
            if (!tallies.TryGetValue(past.Contexts[0], out var all)) return new Expected(past, likely, 0, 0);
            var seen = past.Contexts.ConvertAll(c => tallies.GetValueOrDefault(c));
            foreach (var value in all.Counts.Keys)
            {
                var probability = 0.5 / (all.Counts.Count + 1); // half of the loosest mass is for what was never seen
                var times = 0;
                foreach (var tally in seen)
                {
                    if (tally is null) continue;
                    var often = tally.Of(value);
                    probability = (often + probability) / (tally.Total + 1);
                    if (often > 0) times = often;
                }

                if (probability >= Least) likely.Add(new Seen(value, probability, times));
            }

            likely.Sort(static (one, other) => other.Probability.CompareTo(one.Probability));
            if (likely.Count > Most) likely.RemoveRange(Most, likely.Count - Most);
            return new Expected(past, likely, seen[Past.SameSet]?.Total ?? 0, past.HasTopic ? seen[Past.SameSetAndTopic]?.Total ?? 0 : 0);
        }
    }

    private Tally? Of(ulong context)
    {
        if (tallies.TryGetValue(context, out var tally) || tallies.Count >= MostContexts) return tally;
        return tallies[context] = new Tally();
    }
}

/// <summary>A value that may follow.</summary>
/// <param name="Value">The value.</param>
/// <param name="Probability">How likely the mixture takes it to be.</param>
/// <param name="Times">How often it has followed in the tightest context in which it has.</param>
internal readonly record struct Seen(Value Value, double Probability, int Times);

/// <summary>What may follow.</summary>
/// <param name="Past">What led to the call.</param>
/// <param name="Values">The likeliest values, most likely first.</param>
/// <param name="InSet">How often something followed the same set of outputs.</param>
/// <param name="InTopic">How often something followed the same set of outputs of the same topic.</param>
internal sealed record Expected(Past Past, IReadOnlyList<Seen> Values, int InSet, int InTopic);
