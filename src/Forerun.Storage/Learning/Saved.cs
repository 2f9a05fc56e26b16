using Forerun.Aiming;
using Forerun.Calibrating;
using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Guessing.Contexts;
using Forerun.Guessing.Tools;
using Forerun.Learning;
using Forerun.Learning.Depth;
using Forerun.Running;

namespace Forerun.Storage.Learning;

/// <summary>All that was learned at one moment, each entry by what it is known by.</summary>
internal sealed record Saved(
    Dictionary<Edge, BeliefState> Beliefs, Dictionary<(string, string), ForecastState> Forecasts, Dictionary<string, AcceptanceState> Acceptance,
    Dictionary<string, DepthValueState> Depths, Dictionary<string, PurseState> Winnings, Dictionary<StageKey, StageState> Stages,
    Dictionary<string, AimState> Aims, Dictionary<string, Front> Fronts,
    Dictionary<string, SavedMemory> Tenants)
{
    public static Saved Nothing => new([], [], [], [], [], [], [], [], []);

    public static Saved Of(Learned learned, IReadOnlyDictionary<string, Memory> tenants, Saved last) => new(
        learned.Beliefs.Snapshot().ToDictionary(b => b.Edge),
        learned.Forecasts.Snapshot().ToDictionary(f => (f.Workflow, f.Operation)),
        learned.Acceptance.Snapshot().ToDictionary(a => a.Operation),
        learned.Depths.Snapshot().ToDictionary(d => d.Workflow),
        learned.Winnings.Snapshot().ToDictionary(p => p.Workflow),
        learned.Calibration.Snapshot().ToDictionary(s => s.Edge),
        learned.Aims.Snapshot().ToDictionary(a => a.Workflow),
        learned.Aims.Fronts().ToDictionary(f => f.Workflow),
        tenants.ToDictionary(t => t.Key, t => SavedMemory.Of(t.Value, last.Tenants.GetValueOrDefault(t.Key) ?? SavedMemory.Nothing)));

    /// <summary>The same, as far as it is needed to know what will have changed: the text of patterns is large.</summary>
    public Saved Marked() => this with { Tenants = Tenants.ToDictionary(t => t.Key, t => t.Value with { Patterns = t.Value.Patterns is { } p ? p with { Json = "" } : null }) };
}

/// <summary>What one tenant's calls had returned, as its predictors remember it.</summary>
internal sealed record SavedMemory(Dictionary<ValueId, Remembered> Values, Dictionary<(ulong Context, Digest Value), Followed> Followed, PatternsState? Patterns)
{
    public static SavedMemory Nothing => new([], [], null);

    public static SavedMemory Of(Memory memory, SavedMemory last) => new(
        memory.MostFrequent.Snapshot().ToDictionary(ValueId.Of),
        memory.HeardContexts?.Snapshot().ToDictionary(f => (f.Context, f.Value.Digest)) ?? [],
        memory.HeardPatterns?.Snapshot(last.Patterns) ?? last.Patterns);

    /// <summary>The memory that was saved. Patterns that can't be read are noted.</summary>
    public Memory Restored(string tenant, Damage damage)
    {
        var memory = new Memory();
        memory.MostFrequent.Restore(Values.Values);
        if (Followed.Count > 0) memory.Contexts.Restore(Followed.Values);
        if (Patterns is not null) PatternTable.Restore(memory, tenant, Patterns, damage);
        return memory;
    }
}

/// <summary>Which value of which call.</summary>
internal readonly record struct ValueId(string Operation, Digest? Input, int Occurrence, string Path, Digest Value)
{
    public static ValueId Of(Remembered remembered) =>
        new(remembered.Operation, remembered.Input, remembered.Occurrence, remembered.Path, remembered.Value.Digest);
}
