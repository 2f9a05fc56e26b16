using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Running;

namespace Forerun.Storage.Learning;

/// <summary>All that was learned at one moment, each entry by what it is known by.</summary>
internal sealed record Saved(
    Dictionary<Edge, BeliefState> Beliefs, Dictionary<(string, string), ForecastState> Forecasts, Dictionary<string, PurseState> Winnings,
    Dictionary<string, Dictionary<ValueId, Remembered>> Tenants)
{
    public static Saved Nothing => new([], [], [], []);

    public static Saved Of(Learned learned, IReadOnlyDictionary<string, MostFrequent> tenants) => new(
        learned.Beliefs.Snapshot().ToDictionary(b => b.Edge),
        learned.Forecasts.Snapshot().ToDictionary(f => (f.Workflow, f.Operation)),
        learned.Winnings.Snapshot().ToDictionary(p => p.Workflow),
        tenants.ToDictionary(t => t.Key, t => t.Value.Snapshot().ToDictionary(ValueId.Of)));
}

/// <summary>Which value of which call.</summary>
internal readonly record struct ValueId(string Operation, Digest? Input, int Occurrence, string Path, Digest Value)
{
    public static ValueId Of(Remembered remembered) =>
        new(remembered.Operation, remembered.Input, remembered.Occurrence, remembered.Path, remembered.Value.Digest);
}
