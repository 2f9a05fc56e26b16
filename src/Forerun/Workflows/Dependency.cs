namespace Forerun.Workflows;

/// <summary>Joins an upstream to a downstream and says what the downstream reads of the upstream's output.</summary>
/// <param name="Reading">The upstream's slot and what is read of it.</param>
/// <param name="Type">The dependency's type, which chooses the prior of its belief: <c>router_k_way</c>, <c>lookup</c>, …</param>
/// <param name="Ways">Number of routes, for routers and classifiers.</param>
public sealed record Dependency(Reading Reading, string Type = "unknown", int? Ways = null)
{
    /// <summary>The type of a dependency that only says what comes first: nothing is read, so nothing has to be guessed.</summary>
    public const string Order = "order";

    /// <summary>When the downstream may go on with a guess that is not equal to the truth; null (default): never.</summary>
    public Equivalence? Equivalence { get; init; }

    /// <summary>How a guess of it is confirmed: 1 exactly, 2 by a predicate, 3 by a check of what the downstream has made of it.</summary>
    public int Tier => Equivalence?.Tier ?? 1;

    /// <summary>Whether it only says what comes first.</summary>
    public bool IsOrder => Type == Order;
}
