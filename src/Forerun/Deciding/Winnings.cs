using System.Collections.Concurrent;

namespace Forerun.Deciding;

/// <summary>The purses of all workflows. What the bets of one have won pays for no other.</summary>
public sealed class Winnings
{
    private readonly ConcurrentDictionary<string, Purse> purses = new();

    /// <summary>The purse of a workflow; a new one is empty.</summary>
    public Purse Of(string workflow) => purses.GetOrAdd(workflow, static _ => new Purse());

    /// <summary>Winnings that begin with the same and go on by themselves.</summary>
    public Winnings Copy()
    {
        var copy = new Winnings();
        copy.Restore(Snapshot());
        return copy;
    }

    /// <summary>All purses, to be kept.</summary>
    public IReadOnlyList<PurseState> Snapshot() => [.. purses.Select(p => p.Value.Snapshot(p.Key))];

    /// <summary>Takes up what was kept. Meant for before the first run: what there is until now of these workflows is replaced.</summary>
    public void Restore(IEnumerable<PurseState> states)
    {
        foreach (var state in states) Of(state.Workflow).Restore(state);
    }
}
