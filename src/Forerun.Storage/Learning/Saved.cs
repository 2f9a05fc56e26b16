using Forerun.Aiming;
using Forerun.Calibrating;
using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Guessing.Contexts;
using Forerun.Guessing.Tools;
using Forerun.Guessing.Wording;
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

    /// <summary>The same, as far as it is needed to know what will have changed: the texts of patterns and words are large.</summary>
    public Saved Marked() => this with { Tenants = Tenants.ToDictionary(t => t.Key, t => t.Value.Marked()) };
}

/// <summary>What one tenant's calls had returned, as its predictors remember it.</summary>
internal sealed record SavedMemory(Dictionary<ValueId, Remembered> Values, Dictionary<(ulong Context, Digest Value), Followed> Followed, PatternsState? Patterns, SaidState? Said)
{
    public static SavedMemory Nothing => new([], [], null, null);

    public static SavedMemory Of(Memory memory, SavedMemory last) => new(
        memory.MostFrequent.Snapshot().ToDictionary(ValueId.Of),
        memory.HeardContexts?.Snapshot().ToDictionary(f => (f.Context, f.Value.Digest)) ?? [],
        memory.HeardPatterns?.Snapshot(last.Patterns) ?? last.Patterns, memory.Said.Snapshot(last.Said));

    /// <summary>See <see cref="Saved.Marked"/>.</summary>
    public SavedMemory Marked() => this with { Patterns = Patterns is { } p ? p with { Json = "" } : null, Said = Said is { } said ? said with { Json = "" } : null };

    /// <summary>The memory that was saved. Patterns and words that can't be read are noted.</summary>
    public Memory Restored(string tenant, Damage damage)
    {
        var memory = new Memory();
        memory.MostFrequent.Restore(Values.Values);
        if (Followed.Count > 0) memory.Contexts.Restore(Followed.Values);
        if (Patterns is not null) damage.Restore(() => memory.Patterns.Restore(Patterns), $"the patterns of {ValueTable.Whose(tenant)}");
        if (Said is not null) damage.Restore(() => memory.Said.Restore(Said), $"the words of {ValueTable.Whose(tenant)}");
        return memory;
    }
}

/// <summary>Which value of which call.</summary>
internal readonly record struct ValueId(string Operation, Digest? Input, int Occurrence, string Path, Digest Value)
{
    public static ValueId Of(Remembered remembered) =>
        new(remembered.Operation, remembered.Input, remembered.Occurrence, remembered.Path, remembered.Value.Digest);
}
