using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Guessing;

/// <summary>A value that an operation has returned, and how often. It is content: keep it where content may be kept.</summary>
/// <param name="Operation">The operation's name and version.</param>
/// <param name="Input">For which input; null: for any.</param>
/// <param name="Occurrence">Which of several calls of the same in a run, from 0.</param>
/// <param name="Path">What was read of the output.</param>
/// <param name="Value">The value.</param>
/// <param name="Count">How often, at least 1.</param>
/// <param name="IsMost">Whether it is the one that is offered.</param>
public sealed record Remembered(string Operation, Digest? Input, int Occurrence, string Path, Value Value, int Count, bool IsMost);

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
    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
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

    /// <summary>All values with their counts so far, to be kept.</summary>
    public IReadOnlyList<Remembered> Snapshot()
    {
        lock (gate)
        {
            return
            [
                .. byOperation.SelectMany(o => o.Value.All.Select(v =>
                    new Remembered(o.Key.Item1, null, o.Key.Item2, o.Key.Item3, v.Key, v.Value, v.Key.Equals(o.Value.Most)))),
                .. byInput.SelectMany(i => i.Value.All.Select(v => new Remembered(
                    i.Key.Item1.Operation, i.Key.Item1.Input, i.Key.Item1.Occurrence, i.Key.Item2, v.Key, v.Value, v.Key.Equals(i.Value.Most)))),
            ];
        }
    }

    /// <summary>Takes up what was kept. Meant for before the first run: a count that there is until now is replaced.</summary>
    public void Restore(IEnumerable<Remembered> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        lock (gate)
        {
            foreach (var value in values)
            {
                var counts = value.Input is { } input
                    ? Of(byInput, (new Key(value.Operation, input, value.Occurrence), value.Path))
                    : Of(byOperation, (value.Operation, value.Occurrence, value.Path));
                counts.Put(value);
            }
        }
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

        public IReadOnlyDictionary<Value, int> All => counts;

        public void Put(Remembered value)
        {
            counts[value.Value] = value.Count;
            if (value.Count > most || (value.Count == most && value.IsMost)) (most, Most) = (value.Count, value.Value);
        }

        public void Add(Value value)
        {
            var count = counts[value] = counts.GetValueOrDefault(value) + 1;
            if (count < most) return;
            most = count;
            Most = value;
        }
    }
}
