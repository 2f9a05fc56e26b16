using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Running.Shelving;

/// <summary>What one conversation or one tenant shares: unused results, and the runs under way. Touched under the shelf's lock only.</summary>
internal sealed class Scope(Reach reach)
{
    private readonly Dictionary<(string Workflow, Key Key), Shelved> items = [];

    public List<Membership> Members { get; } = [];

    public DateTimeOffset UsedAt { get; set; }

    public int Count => items.Count;

    /// <summary>Gives what a run of a workflow may use. What serves only once is nobody else's from now on.</summary>
    public void Take(string workflow, DateTimeOffset now, List<Shelved> given)
    {
        foreach (var ((of, key), item) in items)
        {
            if (item.IsTooOldAt(now)) items.Remove((of, key));
            else if (of == workflow)
            {
                given.Add(item);
                if (!item.ServesMany) items.Remove((of, key));
            }
        }
    }

    /// <summary>Puts a result on the shelf; of two results of one call the newer one stays.</summary>
    public void Put(string workflow, Shelved item)
    {
        if (item.Reach != reach) return;
        if (items.TryGetValue((workflow, item.Key), out var other) && other.EndedAt >= item.EndedAt) return;
        items[(workflow, item.Key)] = item;
    }

    /// <summary>An effect begins or ends: what was read before is of a world that is no more.</summary>
    public void DropReads()
    {
        foreach (var (key, item) in items)
            if (item.GoesStale) items.Remove(key);
    }

    public DateTimeOffset Oldest => items.Count == 0 ? DateTimeOffset.MaxValue : items.Values.Min(i => i.EndedAt);

    public void DropOldest() => items.Remove(items.MinBy(i => i.Value.EndedAt).Key);
}
