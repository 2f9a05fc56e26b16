using Forerun.Learning.Depth;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Running;

/// <summary>What can happen to a run.</summary>
public enum EventKind
{
    /// <summary>It begins.</summary>
    Begun,

    /// <summary>The user's code asks for a call by itself.</summary>
    Asked,

    /// <summary>The user's code, or whoever stands in for it, has the answer.</summary>
    Answered,

    /// <summary>An attempt, or its next try, may start: the limits have room for it.</summary>
    Granted,

    /// <summary>The limits have no room for a speculative attempt now, or none ever for a real one.</summary>
    Refused,

    /// <summary>The limits take the room of a speculative attempt back, for a real call.</summary>
    Evicted,

    /// <summary>A chunk of an attempt's output.</summary>
    Progressed,

    /// <summary>An attempt has its output.</summary>
    Finished,

    /// <summary>An attempt has failed.</summary>
    Failed,

    /// <summary>A cancelled attempt has been awaited.</summary>
    Stopped,

    /// <summary>A staged effect has left.</summary>
    Committed,

    /// <summary>The settings have changed: dial, value of time, switch, prices.</summary>
    Turned,

    /// <summary>A time that somebody waited for has come.</summary>
    Woken,

    /// <summary>The caller gives the run up.</summary>
    Aborted,

    /// <summary>A try of an attempt has failed and another one follows: it is charged, and its room given back.</summary>
    Retried,

    /// <summary>The user's code has thrown instead of answering.</summary>
    Threw,

    /// <summary>An effect of another run of the conversation, or of the tenant, begins or has ended.</summary>
    Touched,

    /// <summary>A lesson has been learned: these weights of the depth value serve from now on.</summary>
    Renewed,
}

/// <summary>One event. The events of a run, in order, are its journal: fed to a new machine they give the same commands.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">Time since the run began.</param>
/// <param name="Attempt">To which attempt; 0: to the run.</param>
public sealed record RunEvent(EventKind Kind, TimeSpan At = default, int Attempt = 0)
{
    /// <summary>The output, also of a commit, the answer, or what a failed or stopped attempt leaves behind.</summary>
    public Value? Value { get; init; }

    /// <summary>Tokens used; of a stopped attempt those of the whole call, if known.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>
    /// A call that was stopped, or broke off after it had begun to answer, and whose provider never said what it used: the expected
    /// tokens are charged, by the cancel rule.
    /// </summary>
    public bool IsUnmetered { get; init; }

    /// <summary>A stopped call whose <see cref="Usage"/> is what it had used by then, not what the whole call would have.</summary>
    public bool IsPartial { get; init; }

    /// <summary>
    /// A call that has failed, and whose <see cref="Value"/> is what those are told who have asked for it: it is neither tried again nor the
    /// end of the run.
    /// </summary>
    public bool IsAnswer { get; init; }

    /// <summary>Share of the expected output produced so far, 0 to 1.</summary>
    public decimal Fraction { get; init; }

    /// <summary>The text so far, the error, or why there is no room.</summary>
    public string? Text { get; init; }

    /// <summary>The call asked for.</summary>
    public Call? Call { get; init; }

    /// <summary>Whose effect it is, for <see cref="EventKind.Touched"/>: of a run of the same conversation, or of the same tenant only.</summary>
    public Reach Reach { get; init; }

    /// <summary>The new weights, for <see cref="EventKind.Renewed"/>.</summary>
    public DepthWeights? Weights { get; init; }

    /// <summary>The new settings.</summary>
    public Settings? Settings { get; init; }
}
