namespace Forerun.Learning;

/// <summary>A dependency type's prior: how sure a guess is before anything was seen.</summary>
/// <param name="Mean">Prior probability of a hit, 0 to 1.</param>
/// <param name="Strength">How many observations the prior counts for.</param>
/// <param name="Symmetric">
/// The mean is a fact of the workflow (one of k routes), not an opinion: it stands until the evidence contradicts it.
/// </param>
public readonly record struct Prior(double Mean, double Strength, bool Symmetric = false);

/// <summary>
/// The taxonomy of dependency types and their priors, as data. The router's 1/k is published (arXiv 2606.07846, D5); the other rows,
/// and all strengths, are ours.
/// </summary>
public static class DependencyTypes
{
    private static readonly Dictionary<string, Prior> Known = new()
    {
        ["boolean_gate"] = new(0.85, 4),
        ["passthrough"] = new(0.95, 4),
        ["lookup"] = new(0.80, 4),
        ["extraction"] = new(0.60, 4),
        ["ranked_first"] = new(0.45, 4),
        ["drafted_step"] = new(0.50, 2),
        ["free_text"] = new(0.10, 4),
        ["human_reply"] = new(0.25, 4),
        ["verified"] = new(0.70, 4), // published match rates are 0.6 to 0.8 (Sherlock, arXiv 2511.00330)
        ["unknown"] = new(0.20, 1),
    };

    /// <summary>The names of all types.</summary>
    public static IEnumerable<string> Names => Known.Keys.Concat(["router_k_way", "classifier"]).Order();

    /// <summary>Whether there is a type of this name.</summary>
    public static bool IsKnown(string type) => Names.Contains(type);

    /// <summary>
    /// The prior of a type. <c>router_k_way</c> and <c>classifier</c> start from 1/<paramref name="ways"/> (2 when not given); a type
    /// that nobody knows counts as <c>unknown</c>.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="ways">Number of routes or classes.</param>
    /// <param name="tier">How guesses are confirmed: a free text is guessed 0.10 of the time to the letter, and 0.35 in its meaning (ours).</param>
    public static Prior Of(string type, int? ways = null, int tier = 1) => type switch
    {
        "free_text" when tier > 1 => new(0.35, 4),
        "router_k_way" => new(1.0 / Math.Max(2, ways ?? 2), 2, Symmetric: true),
        "classifier" => new(1.0 / Math.Max(2, ways ?? 2), 2),
        _ => Known.TryGetValue(type, out var prior) ? prior : Known["unknown"],
    };
}
