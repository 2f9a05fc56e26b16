namespace Forerun.Aiming;

/// <summary>Where the dials of all workflows are, of those that have a target, and the fronts that new targets begin on. Safe from many runs at once.</summary>
public sealed class Aims
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, AimState> aims = [];
    private readonly Dictionary<string, Front> fronts = [];

    /// <summary>How the next run of a workflow goes. Another target than before begins anew: on the front, where one was measured.</summary>
    /// <param name="workflow">Whose runs.</param>
    /// <param name="target">Their target.</param>
    /// <param name="from">The dial at which it begins where there is no front, 0 to 1.</param>
    public Heading HeadingOf(string workflow, Target target, decimal from)
    {
        lock (gate) return Of(workflow, target, from).Heading;
    }

    /// <summary>A run has settled: moves the dial of the next.</summary>
    /// <returns>What was known before and is now.</returns>
    internal (AimState Before, AimState After) Settled(string workflow, Target target, decimal from, TimeSpan? waited, decimal without, decimal more)
    {
        lock (gate)
        {
            var before = Of(workflow, target, from);
            return (before, aims[workflow] = Aim.Settled(before, waited, without, more));
        }
    }

    /// <summary>All aims, to be kept.</summary>
    public IReadOnlyList<AimState> Snapshot()
    {
        lock (gate) return [.. aims.Values.OrderBy(a => a.Workflow, StringComparer.Ordinal)];
    }

    /// <summary>All fronts, to be kept.</summary>
    public IReadOnlyList<Front> Fronts()
    {
        lock (gate) return [.. fronts.Values.OrderBy(f => f.Workflow, StringComparer.Ordinal)];
    }

    /// <summary>Takes up what was kept: fronts in place of those before, and aims with the runs behind them that have settled here since.</summary>
    /// <param name="kept">The aims that were kept.</param>
    /// <param name="measured">The fronts that were kept.</param>
    /// <param name="since">By workflow, the aims there were here when they were kept. Default: none.</param>
    public void Restore(IEnumerable<AimState> kept, IEnumerable<Front> measured, IReadOnlyDictionary<string, AimState>? since = null)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(measured);
        lock (gate)
        {
            foreach (var front in measured) fronts[front.Workflow] = front;
            foreach (var state in kept)
                aims[state.Workflow] = aims.TryGetValue(state.Workflow, out var now) ? now.After(since?.GetValueOrDefault(state.Workflow), state) : state;
        }
    }

    /// <summary>Aims that have seen the same and go on by themselves.</summary>
    public Aims Copy()
    {
        var copy = new Aims();
        copy.Restore(Snapshot(), Fronts());
        return copy;
    }

    private AimState Of(string workflow, Target target, decimal from) => aims.TryGetValue(workflow, out var known) && known.Target == target
        ? known
        : aims[workflow] = new AimState(workflow, target, new Heading(fronts.GetValueOrDefault(workflow)?.DialFor(target) ?? from, IsHeld: false));
}
