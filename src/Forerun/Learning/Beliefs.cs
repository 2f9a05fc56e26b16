namespace Forerun.Learning;

/// <summary>Where a belief belongs.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Upstream">The operation whose output is guessed.</param>
/// <param name="Downstream">The operation that reads it.</param>
public readonly record struct Edge(string Workflow, string Upstream, string Downstream)
{
    /// <summary>For people: <c>classify -> draft</c>.</summary>
    public override string ToString() => $"{Upstream} -> {Downstream}";
}

/// <summary>The beliefs of all edges, learned run by run. Rates may be shared between tenants, values never.</summary>
public sealed class Beliefs
{
    private readonly Lock gate = new();
    private readonly Dictionary<Edge, Belief> beliefs = [];

    /// <summary>Beliefs that have seen the same and learn on by themselves.</summary>
    public Beliefs Copy()
    {
        var copy = new Beliefs();
        lock (gate)
            foreach (var (edge, belief) in beliefs) copy.beliefs[edge] = belief.Copy();
        return copy;
    }

    /// <summary>The belief of an edge; a new one starts from the prior of the dependency's type.</summary>
    public Belief Of(Edge edge, string type, int? ways = null)
    {
        lock (gate)
        {
            if (!beliefs.TryGetValue(edge, out var belief)) beliefs[edge] = belief = new Belief(DependencyTypes.Of(type, ways));
            return belief;
        }
    }

    /// <summary>What all of them have counted so far, to be kept.</summary>
    public IReadOnlyList<BeliefState> Snapshot()
    {
        lock (gate) return [.. beliefs.Select(b => b.Value.StateOf(b.Key))];
    }

    /// <summary>Takes up what was kept. Meant for before the first run: what an edge has counted until now is replaced.</summary>
    public void Restore(IEnumerable<BeliefState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        lock (gate)
            foreach (var state in states) beliefs[state.Edge] = Belief.From(state);
    }
}
