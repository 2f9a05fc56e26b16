using Forerun.Learning.Depth;
using Forerun.Running.Attempts;

namespace Forerun.Running;

/// <summary>What a machine asks of whoever drives it.</summary>
public enum CommandKind
{
    /// <summary>Reserve room for an attempt and start it; answered by granted or refused, then finished, failed or stopped.</summary>
    Start,

    /// <summary>
    /// A speculative attempt, under way or finished, has become authoritative: what room it holds counts as a real call's from now on.
    /// </summary>
    Promote,

    /// <summary>Cancel an attempt; answered by stopped (or finished or failed, if that came first).</summary>
    Stop,

    /// <summary>Let a staged effect leave; answered by committed or failed.</summary>
    Commit,

    /// <summary>Settle or release the room of an attempt that has ended: it has cost this much.</summary>
    Settle,

    /// <summary>
    /// Settle the room of a try that has failed; the attempt goes on, and asks for room again before its next try: answered by granted or
    /// refused.
    /// </summary>
    Release,

    /// <summary>Answer with woken at a time.</summary>
    Wake,

    /// <summary>
    /// A real call has its output; or one that the user's code asked for has failed for good: then with the attempt that failed.
    /// </summary>
    Known,

    /// <summary>Learn from a chain that has closed, beside the run; answered by renewed, unless the run has settled before.</summary>
    Learn,

    /// <summary>The run is answered, or has failed, then with the attempt that failed: nobody has to wait any longer.</summary>
    End,

    /// <summary>The run is settled: nothing of it is left.</summary>
    Settled,
}

/// <summary>One command.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Attempt">With which attempt; null: with the run.</param>
/// <param name="At">When, for <see cref="CommandKind.Wake"/>.</param>
public readonly record struct Command(CommandKind Kind, Attempt? Attempt = null, TimeSpan At = default)
{
    /// <summary>What is to be learned, for <see cref="CommandKind.Learn"/>.</summary>
    public DepthLesson? Lesson { get; init; }

    /// <summary>The slot, for <see cref="CommandKind.Known"/>.</summary>
    public string? Slot { get; init; }

    /// <summary>Its value, for <see cref="CommandKind.Known"/>; null: the call has failed for good.</summary>
    public Workflows.Value? Value { get; init; }
}
