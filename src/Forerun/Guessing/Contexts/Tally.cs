using Forerun.Workflows;

namespace Forerun.Guessing.Contexts;

/// <summary>How often each value followed one context. It keeps so many values; the rarest makes room for a new one.</summary>
internal sealed class Tally
{
    /// <summary>How many values one context keeps at most.</summary>
    public const int Most = 64;

    private readonly Dictionary<Value, int> counts = [];

    /// <summary>How many times one of the values kept has followed.</summary>
    public int Total { get; private set; }

    /// <summary>The values that have followed, and how often.</summary>
    public IReadOnlyDictionary<Value, int> Counts => counts;

    /// <summary>How often a value followed.</summary>
    public int Of(Value value) => counts.GetValueOrDefault(value);

    /// <summary>It followed once more.</summary>
    public void Add(Value value) => Put(value, Of(value) + 1);

    /// <summary>It followed so often.</summary>
    public void Put(Value value, int count)
    {
        if (counts.Count == Most && !counts.ContainsKey(value)) Forget(counts.MinBy(c => c.Value).Key);
        Total += count - Of(value);
        counts[value] = count;
    }

    /// <summary>The same counts, to be counted on apart.</summary>
    public Tally Copy()
    {
        var copy = new Tally();
        foreach (var (value, count) in counts) copy.Put(value, count);
        return copy;
    }

    private void Forget(Value value)
    {
        Total -= counts[value];
        counts.Remove(value);
    }
}
