using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Guessing;

/// <summary>
/// Offers what an operation returned most often for the same input, else what it has returned most often at all. Costs nothing. Values are kept
/// apart by whoever owns them: one predictor a tenant.
/// </summary>
public sealed class MostFrequent : IPredictor
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string, int, string), Counts> byOperation = [];
    private readonly Dictionary<(Key, string), Counts> byInput = [];

    /// <inheritdoc/>
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        lock (gate)
        {
            if (byInput.TryGetValue((upstream.Key, reading.Path), out var same) && upstream.Reads.Count > 0)
                offers.Add(new Offer(new Guess(reading, same.Most, "same-input"), null));
            else if (byOperation.TryGetValue((upstream.Operation.KeyName, upstream.Key.Occurrence, reading.Path), out var counts))
                offers.Add(new Offer(new Guess(reading, counts.Most, "most-frequent"), null));
        }
    }

    /// <inheritdoc/>
    public void Observe(Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
        lock (gate)
        {
            foreach (var reading in readings)
            {
                var read = reading.Of(value);
                Of(byInput, (upstream.Key, reading.Path)).Add(read);
                Of(byOperation, (upstream.Operation.KeyName, upstream.Key.Occurrence, reading.Path)).Add(read);
            }
        }
    }

    /// <summary>A predictor that has seen the same and learns on by itself.</summary>
    public MostFrequent Copy()
    {
        var copy = new MostFrequent();
        lock (gate)
        {
            foreach (var (operation, counts) in byOperation) copy.byOperation[operation] = counts.Copy();
            foreach (var (input, counts) in byInput) copy.byInput[input] = counts.Copy();
        }

        return copy;
    }

    private static Counts Of<TKey>(Dictionary<TKey, Counts> all, TKey key)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var counts)) all[key] = counts = new Counts();
        return counts;
    }

    private sealed class Counts
    {
        private Dictionary<Value, int> counts = [];
        private int most;

        public Value Most { get; private set; } = Value.Null;

        public Counts Copy() => new() { counts = new(counts), most = most, Most = Most };

        public void Add(Value value)
        {
            var count = counts[value] = counts.GetValueOrDefault(value) + 1;
            if (count < most) return;
            most = count;
            Most = value;
        }
    }
}
