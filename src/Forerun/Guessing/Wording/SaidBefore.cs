namespace Forerun.Guessing.Wording;

/// <summary>
/// What calls have said before it was known what they return, reading by reading. It holds words and values: one a tenant. Safe from many runs
/// at once.
/// </summary>
internal sealed class SaidBefore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Operation, string Path), Sayings> readings = [];
    private int lessons;

    /// <summary>Learns of one output.</summary>
    public void Learn(string operation, string path, Action<Sayings> learn)
    {
        lock (gate)
        {
            if (!readings.TryGetValue((operation, path), out var sayings)) readings[(operation, path)] = sayings = new Sayings();
            learn(sayings);
            lessons++;
        }
    }

    /// <summary>What is to be said of a reading; <paramref name="otherwise"/> if nothing was ever said of it.</summary>
    public T Ask<T>(string operation, string path, Func<Sayings, T> ask, T otherwise)
    {
        lock (gate) return readings.TryGetValue((operation, path), out var sayings) ? ask(sayings) : otherwise;
    }

    /// <summary>Has learned the same and learns on by itself.</summary>
    public SaidBefore Copy()
    {
        var copy = new SaidBefore();
        copy.Restore(Snapshot());
        return copy;
    }

    /// <summary>What it has learned, to be kept.</summary>
    /// <param name="last">What was kept last: given back as it is if nothing has been learned since.</param>
    public SaidState Snapshot(SaidState? last = null)
    {
        lock (gate)
        {
            if (last?.Lessons == lessons) return last;
            var kept = new KeptSaid(KeptSaid.Current, [.. readings.Select(r => r.Value.Kept(r.Key.Operation, r.Key.Path))]);
            return new SaidState(lessons, kept.Write());
        }
    }

    /// <summary>Takes up what was kept, in place of what has been learned until now. Meant for before the first run.</summary>
    /// <exception cref="FormatException">It is not what was kept; then nothing is taken up.</exception>
    public void Restore(SaidState state)
    {
        var kept = KeptSaid.Read(state.Json).Readings.ToDictionary(r => (r.Operation, r.Path), Sayings.From);
        lock (gate)
        {
            readings.Clear();
            foreach (var (reading, sayings) in kept) readings[reading] = sayings;
            lessons = state.Lessons;
        }
    }
}
