namespace Forerun.Deciding;

/// <summary>
/// The expected schedule from now on: calls under way, calls that will come, calls started early. Its length is its critical path. What
/// a bet saves is the length without it less the length with it, so two bets that hide the same seconds are credited once (ours).
/// </summary>
public sealed class Schedule
{
    private readonly Dictionary<string, int> index = [];
    private readonly List<Item> items = [];
    private readonly List<int> edges = [];

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
    public void UnderWay(string slot, TimeSpan remaining) => Add(slot, new Item(edges.Count, edges.Count, remaining, TimeSpan.Zero, null));

    /// <summary>Adds a call that will come when all that it waits for has ended; slots that have no place count as known.</summary>
    public void WillCome(string slot, TimeSpan duration, IEnumerable<string> after)
    {
        var first = edges.Count;
        foreach (var upstream in after)
            if (index.TryGetValue(upstream, out var at)) edges.Add(at);
        Add(slot, new Item(first, edges.Count, duration, TimeSpan.Zero, null));
    }

    /// <summary>Lets a call start early, after a delay; it still ends no sooner than what confirms it.</summary>
    public void StartEarly(string slot, TimeSpan delay, TimeSpan duration)
    {
        if (index.TryGetValue(slot, out var at)) items[at] = items[at] with { Early = delay + duration };
    }

    /// <summary>Takes an early start back.</summary>
    public void StartInTime(string slot)
    {
        if (index.TryGetValue(slot, out var at)) items[at] = items[at] with { Early = null };
    }

    /// <summary>The length of the critical path.</summary>
    public TimeSpan Length()
    {
        var length = TimeSpan.Zero;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            var ready = TimeSpan.Zero;
            for (var e = item.FirstEdge; e < item.LastEdge; e++)
                if (items[edges[e]].End > ready) ready = items[edges[e]].End;
            var end = ready + item.Duration;
            if (item.Early is { } early && (early > ready ? early : ready) is var sooner && sooner < end) end = sooner;
            items[i] = item with { End = end };
            if (end > length) length = end;
        }

        return length;
    }

    private void Add(string slot, Item item)
    {
        index[slot] = items.Count;
        items.Add(item);
    }

    private readonly record struct Item(int FirstEdge, int LastEdge, TimeSpan Duration, TimeSpan End, TimeSpan? Early);
}
