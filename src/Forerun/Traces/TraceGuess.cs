using System.Text.Json;
using Forerun.Pricing;

namespace Forerun.Traces;

/// <summary>What a drafter said for a step, given the true steps before it.</summary>
public sealed record TraceGuess
{
    /// <summary>The drafter's name.</summary>
    public required string By { get; init; }

    /// <summary>The drafter's model; null when no model was asked.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// The id of the call that gave this guess. Guesses of one step with the same id come from one call, which is paid once: by the first.
    /// </summary>
    public string? Call { get; init; }

    /// <summary>Whether an earlier guess of the step stands for the same call and carries its <see cref="Usage"/>.</summary>
    public bool SharesCall { get; init; }

    /// <summary>The value guessed; may be JSON null. Of no meaning when <see cref="Failed"/>.</summary>
    public required JsonElement Output { get; init; }

    /// <summary>How long the call took, also for guesses that share it; null exactly when the call failed.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>
    /// Whether the drafter's call failed. It then counts as a wrong guess that took <see cref="FailedSeconds"/>, and its
    /// <see cref="Usage"/> is charged.
    /// </summary>
    public bool Failed => Duration is null;

    /// <summary>What the call used; null when not recorded, or when an earlier guess pays it (<see cref="SharesCall"/>).</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>How sure the drafter said it was, 0 to 1; null when it didn't say.</summary>
    public double? Confidence { get; init; }

    /// <summary>Fields that the format doesn't know, kept as they were.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = NoFields.Instance;

    /// <summary>Fields of <c>usage</c> that the format doesn't know, kept as they were.</summary>
    public IReadOnlyDictionary<string, JsonElement> UsageExtra { get; init; } = NoFields.Instance;

    /// <summary>Seconds that a failed drafter call stands for: 1.5.</summary>
    public const double FailedSeconds = 1.5;
}
