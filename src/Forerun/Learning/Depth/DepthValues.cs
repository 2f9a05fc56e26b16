using System.Collections.Concurrent;

namespace Forerun.Learning.Depth;

/// <summary>The depth values of all workflows. They hold hashes and weights and no values, so tenants may share them.</summary>
public sealed class DepthValues
{
    private readonly ConcurrentDictionary<string, DepthValue> values = new();

    /// <summary>The weights that serve a workflow; fresh ones if nothing has been learned.</summary>
    public DepthWeights ServingOf(string workflow) => values.TryGetValue(workflow, out var value) ? value.Serving : DepthWeights.Fresh;

    /// <summary>Learns from a closed chain of a workflow; gives the new weights.</summary>
    public DepthWeights Learn(string workflow, DepthLesson lesson) => values.GetOrAdd(workflow, static _ => new DepthValue()).Learn(lesson);

    /// <summary>Depth values that have learned the same and learn on by themselves.</summary>
    public DepthValues Copy()
    {
        var copy = new DepthValues();
        copy.Restore(Snapshot());
        return copy;
    }

    /// <summary>What all of them have learned, to be kept.</summary>
    public IReadOnlyList<DepthValueState> Snapshot() => [.. values.Select(v => v.Value.StateOf(v.Key))];

    /// <summary>
    /// Takes up what was kept, in place of what a workflow has learned until now; what is not as it was kept is left alone. Meant for before the
    /// first run.
    /// </summary>
    public void Restore(IEnumerable<DepthValueState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        foreach (var state in states)
            if (DepthValue.From(state) is { } value) values[state.Workflow] = value;
    }
}
