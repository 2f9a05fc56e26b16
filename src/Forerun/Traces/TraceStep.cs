using System.Text.Json;
using Forerun.Pricing;

namespace Forerun.Traces;

/// <summary>One recorded step of a run: a model call, a tool call, a person's turn or a piece of code.</summary>
public sealed record TraceStep
{
    /// <summary>The step's id, once in a run.</summary>
    public required string Id { get; init; }

    /// <summary>What was done, for example <c>classify</c> or the tool's name.</summary>
    public required string Operation { get; init; }

    /// <summary>The operation's version; null when not said.</summary>
    public string? Version { get; init; }

    /// <summary>Who did it.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>The model asked; null when there was none or it is not known.</summary>
    public string? Model { get; init; }

    /// <summary>The steps whose output it needed.</summary>
    public IReadOnlyList<TraceDependency> After { get; init; } = [];

    /// <summary>What it did to the world.</summary>
    public TraceEffect Effect { get; init; }

    /// <summary>Its arguments; null when not recorded (recorded as JSON null is an element of kind null).</summary>
    public JsonElement? Input { get; init; }

    /// <summary>
    /// Its output; JSON null when there was none. A model step that calls a tool has <c>{tool, arguments}</c>, one that answers
    /// <c>{reply}</c>.
    /// </summary>
    public required JsonElement Output { get; init; }

    /// <summary>How long it took, to the nearest tick (100 ns).</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When its first token came, after its start; at most <see cref="Duration"/>; null when not recorded.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>For verifiers: what became of the output checked; null otherwise.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Tokens used; null when not recorded.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Dollars a call, for what is no model; null for the price book's tool price.</summary>
    public Usd? Price { get; init; }

    /// <summary>What drafters said for this step.</summary>
    public IReadOnlyList<TraceGuess> Guesses { get; init; } = [];

    /// <summary>Fields that the format doesn't know, kept as they were.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = NoFields.Instance;

    /// <summary>Fields of <c>usage</c> that the format doesn't know, kept as they were.</summary>
    public IReadOnlyDictionary<string, JsonElement> UsageExtra { get; init; } = NoFields.Instance;
}
