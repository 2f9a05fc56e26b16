using System.Collections.Concurrent;
using Forerun.Pricing;

namespace Forerun.Learning;

/// <summary>The forecasts of all operations, by workflow and operation.</summary>
public sealed class Forecasts
{
    private readonly ConcurrentDictionary<(string Workflow, string Operation), Forecast> forecasts = new();

    /// <summary>The forecast of an operation, or null if none of its calls has finished yet.</summary>
    public Forecast? Of(string workflow, string operation) => forecasts.GetValueOrDefault((workflow, operation));

    /// <summary>Forecasts that have seen the same and learn on by themselves.</summary>
    public Forecasts Copy()
    {
        var copy = new Forecasts();
        foreach (var (operation, forecast) in forecasts) copy.forecasts[operation] = forecast.Copy();
        return copy;
    }

    /// <summary>Takes in a call that has finished.</summary>
    public void Observe(string workflow, string operation, TimeSpan duration, TokenUsage? usage) =>
        forecasts.GetOrAdd((workflow, operation), static _ => new Forecast()).Observe(duration, usage);

    /// <summary>What all of them hold so far, to be kept.</summary>
    public IReadOnlyList<ForecastState> Snapshot() => [.. forecasts.Select(f => f.Value.StateOf(f.Key.Workflow, f.Key.Operation))];

    /// <summary>Takes up what was kept. Meant for before the first run: what an operation has taught until now is replaced.</summary>
    public void Restore(IEnumerable<ForecastState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        foreach (var state in states) forecasts[(state.Workflow, state.Operation)] = Forecast.From(state);
    }
}
