using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Running.Live;

/// <summary>Is told what a run has really done, once nothing of it is left.</summary>
public interface IRunRecorder
{
    /// <summary>A run is settled. What this throws is its own loss; the run does not see it.</summary>
    void Record(RunRecord run);
}

/// <summary>What a run has really done: without bets, without what was cancelled.</summary>
/// <param name="Tags">Whose run it was.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Calls">The real calls that have an output, in the order in which they were started.</param>
/// <param name="AsksByItself">Whether the user's code asked for the calls, so that only times tell what came after what.</param>
public sealed record RunRecord(Tags Tags, RunResult Result, IReadOnlyList<RealCall> Calls, bool AsksByItself);

/// <summary>One call that the real world asked for, from the moment at which it could be made to its output.</summary>
/// <param name="Call">The call, as the real world asked for it.</param>
/// <param name="StartedAt">
/// When all that it was made from was known, since the run's beginning, and its wait for room over; if a bet began it, when it began.
/// </param>
/// <param name="Took">
/// How long it took: to be begun, all tries, the waits between them, and a staged effect's leaving. Where nothing was bet on, calls
/// that follow each other leave no time between them.
/// </param>
/// <param name="Output">What it returned.</param>
public sealed record RealCall(Call Call, TimeSpan StartedAt, TimeSpan Took, Value Output)
{
    /// <summary>How long it waited for room within <see cref="Limiting.Limits"/> before it began; not in <see cref="Took"/>.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>When its first token came, after its start; null when nothing was streamed.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>The tokens that all its tries were charged for; null where nobody counts.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>How often it was tried; at least 1.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>The slot whose call this one shared, so that it took no time and no tokens of its own; null when it had its own.</summary>
    public string? Shares { get; init; }
}
