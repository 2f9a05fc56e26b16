namespace Forerun.Learning;

/// <summary>Where a belief belongs.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Upstream">The operation whose output is guessed.</param>
/// <param name="Downstream">The operation that reads it.</param>
/// <param name="By">Who guesses: what one gets wrong says nothing of another.</param>
/// <param name="Tier">How guesses are confirmed, 1 exactly: what counts as right at one tier says nothing of another.</param>
public readonly record struct Edge(string Workflow, string Upstream, string Downstream, string By, int Tier = 1)
{
    /// <summary>For people: <c>classify -> draft</c>.</summary>
    public override string ToString() => $"{Upstream} -> {Downstream}";
}

/// <summary>The beliefs of all edges, learned run by run. Rates may be shared between tenants, values never.</summary>
/// <remarks>
/// They stand in a hierarchy (ours): type → workflow → edge. A new edge starts where the same guesser has come to on the other edges of the
/// same type in its workflow, and these where it has come to in other workflows; each step counts for as much as the type's prior does.
/// A router's 1/k is a fact of that router, and taken from nobody else.
/// </remarks>
/// <param name="forget">
/// What is left of the counts of an edge at each new observation, above 0 and at most 1: 0.95 lets the last 20 count. Default: 1, nothing is
/// forgotten.
/// </param>
public sealed class Beliefs(double forget = 1)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Edge, Belief> beliefs = [];

    /// <summary>What is left of the counts of an edge at each new observation.</summary>
    public double Forget { get; } = forget is > 0 and <= 1
        ? forget
        : throw new ArgumentOutOfRangeException(nameof(forget), forget, "The forgetting factor is above 0 and at most 1.");

    /// <summary>Beliefs that have seen the same and learn on by themselves.</summary>
    public Beliefs Copy()
    {
        var copy = new Beliefs(Forget);
        lock (gate)
            foreach (var (edge, belief) in beliefs) copy.beliefs[edge] = belief.Copy();
        return copy;
    }

    /// <summary>The belief of an edge; a new one starts from what is known of the dependency's type.</summary>
    public Belief Of(Edge edge, string type, int? ways = null)
    {
        lock (gate)
        {
            if (!beliefs.TryGetValue(edge, out var belief)) beliefs[edge] = belief = new Belief(PriorOf(edge, type, ways), type, Forget);
            return belief;
        }
    }

    /// <summary>
    /// What an edge's operations are has changed: its beliefs, whoever guesses, begin again from the priors that they began from.
    /// </summary>
    public void Renew(string workflow, string upstream, string downstream)
    {
        lock (gate)
            foreach (var edge in beliefs.Keys.Where(e => (e.Workflow, e.Upstream, e.Downstream) == (workflow, upstream, downstream)).ToList())
                beliefs[edge] = new Belief(beliefs[edge].Prior, beliefs[edge].Type, Forget);
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
            foreach (var state in states) beliefs[state.Edge] = Belief.From(state, Forget);
    }

    private Prior PriorOf(Edge edge, string type, int? ways)
    {
        var prior = DependencyTypes.Of(type, ways, edge.Tier);
        if (prior.Symmetric) return prior;
        var known = beliefs.Where(b => b.Key.By == edge.By && b.Key.Tier == edge.Tier && b.Value.Type == type && !b.Value.Prior.Symmetric).ToLookup(b => b.Key.Workflow == edge.Workflow, b => b.Value);
        return Posterior(Posterior(prior, known[false]), known[true]);
    }

    private static Prior Posterior(Prior prior, IEnumerable<Belief> seen)
    {
        var (hits, all) = (0.0, 0.0);
        foreach (var belief in seen)
        {
            hits += belief.Hits;
            all += belief.Hits + belief.Misses;
        }

        return prior with { Mean = ((prior.Mean * prior.Strength) + hits) / (prior.Strength + all) };
    }
}
