using Forerun.Learning;

namespace Forerun.Deciding;

/// <summary>
/// The expected schedule from now on: calls under way, calls that will come, calls started early. Its length is its critical path. What
/// a bet saves is the length without it less the length with it, so two bets that hide the same seconds are credited once (ours).
/// </summary>
public sealed class Schedule
{
    private static readonly int[] Strides = [1, 3, 5, 7];
    private readonly Dictionary<string, int> index = [];
    private readonly List<Item> items = [];
    private readonly List<int> edges = [];
    private readonly List<long> ends = [];

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        index.Clear();
        items.Clear();
        edges.Clear();
    }

    /// <summary>Whether a slot has a place in the schedule: it is under way or will come. One that has not is known already.</summary>
    public bool Contains(string slot) => index.ContainsKey(slot);

    /// <summary>Adds a call under way, with what is left of it.</summary>
    public void UnderWay(string slot, in Durations remaining) => Add(slot, edges.Count, remaining);

    /// <summary>Adds a call that will come when all that it waits for has ended; slots that have no place count as known.</summary>
    public void WillCome(string slot, in Durations duration, IEnumerable<string> after)
    {
        var first = edges.Count;
        foreach (var upstream in after)
            if (index.TryGetValue(upstream, out var at)) edges.Add(at);
        Add(slot, first, duration);
    }

    /// <summary>Lets a call start early, after a delay; it still ends no sooner than what confirms it.</summary>
    public void StartEarly(string slot, TimeSpan delay, in Durations duration)
    {
        if (!index.TryGetValue(slot, out var at)) return;
        var early = Shuffled(duration, at);
        for (var i = 0; i < Durations.Count; i++) early[i] += delay.Ticks;
        items[at] = items[at] with { Early = early, IsEarly = true };
    }

    /// <summary>Takes an early start back.</summary>
    public void StartInTime(string slot)
    {
        if (index.TryGetValue(slot, out var at)) items[at] = items[at] with { IsEarly = false };
    }

    /// <summary>The expected length of the critical path: the mean over equally likely courses.</summary>
    public TimeSpan Length()
    {
        var lengths = default(Durations);
        for (var i = 0; i < Durations.Count; i++) lengths[i] = Length(i);
        return lengths.Mean;
    }

    private long Length(int course)
    {
        ends.Clear();
        long length = 0;
        foreach (ref readonly var item in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items))
        {
            long ready = 0;
            for (var e = item.FirstEdge; e < item.LastEdge; e++) ready = Math.Max(ready, ends[edges[e]]);
            var end = ready + item.Duration[course];
            if (item.IsEarly) end = Math.Min(end, Math.Max(ready, item.Early[course]));
            ends.Add(end);
            length = Math.Max(length, end);
        }

        return length;
    }

    private void Add(string slot, int firstEdge, in Durations duration)
    {
        index[slot] = items.Count;
        items.Add(new Item(firstEdge, edges.Count, Shuffled(duration, items.Count)));
    }

    /// <summary>Pairs the values of different calls as if they had nothing to do with each other.</summary>
    private static Durations Shuffled(in Durations duration, int item)
    {
        var shuffled = default(Durations);
        for (var i = 0; i < Durations.Count; i++) shuffled[i] = duration[((Strides[item % Strides.Length] * i) + item) % Durations.Count];
        return shuffled;
    }

    private readonly record struct Item(int FirstEdge, int LastEdge, Durations Duration)
    {
        public Durations Early { get; init; }

        public bool IsEarly { get; init; }
    }
}
