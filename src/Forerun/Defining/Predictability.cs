using Forerun.Learning;

namespace Forerun.Defining;

/// <summary>
/// What kind of value a step returns, and so how sure a guess of it is before anything was seen. From then on it is learned, edge by edge.
/// </summary>
/// <param name="Type">A type of <see cref="DependencyTypes"/>.</param>
/// <param name="Ways">How many values it can take, for routers and classifiers; at least 2.</param>
public sealed record Predictability(string Type, int? Ways = null)
{
    /// <summary>Yes or no, and mostly yes: 0.85.</summary>
    public static Predictability Gate { get; } = new("boolean_gate");

    /// <summary>What comes in mostly goes out: 0.95.</summary>
    public static Predictability Passthrough { get; } = new("passthrough");

    /// <summary>Looked up by a key that comes again: 0.80.</summary>
    public static Predictability Lookup { get; } = new("lookup");

    /// <summary>Found in a text: 0.60.</summary>
    public static Predictability Extraction { get; } = new("extraction");

    /// <summary>The first of a ranking: 0.45.</summary>
    public static Predictability RankedFirst { get; } = new("ranked_first");

    /// <summary>A text in the model's own words: 0.10.</summary>
    public static Predictability FreeText { get; } = new("free_text");

    /// <summary>What a person will say: 0.25.</summary>
    public static Predictability HumanReply { get; } = new("human_reply");

    /// <summary>All that is wrong with it; null if nothing is.</summary>
    internal string? Error =>
        !DependencyTypes.Names.Contains(Type) ? $"is guessed by '{Type}', which nobody knows; the types are {string.Join(", ", DependencyTypes.Names)}"
        : Ways < 2 ? $"is guessed by a '{Type}' of {Ways}; it takes at least 2 ways"
        : null;
}

/// <summary>One of k routes, each as likely until the record shows otherwise: 1/k.</summary>
public static class Router
{
    /// <summary>A router into these routes.</summary>
    public static Predictability Of<T>(IReadOnlyCollection<T> routes) => Of(routes.Count);

    /// <summary>A router into so many routes; at least 2.</summary>
    public static Predictability Of(int ways) => new("router_k_way", ways);
}

/// <summary>One of k classes; some come more often than others, and that is learned at once.</summary>
public static class Classifier
{
    /// <summary>A classifier into these classes.</summary>
    public static Predictability Of<T>(IReadOnlyCollection<T> classes) => Of(classes.Count);

    /// <summary>A classifier into so many classes; at least 2.</summary>
    public static Predictability Of(int ways) => new("classifier", ways);
}
