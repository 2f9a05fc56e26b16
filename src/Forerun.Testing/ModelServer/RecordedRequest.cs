using Forerun.Pricing;

namespace Forerun.Testing;

/// <summary>A chat completion that was asked for, and what became of it. It is written while it is read: each property is right by itself.</summary>
public sealed class RecordedRequest
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile RequestOutcome outcome;
    private volatile int tokens;
    private volatile Reply? reply;

    /// <summary>The body as it came; empty until it has been read.</summary>
    public string Body { get; internal set; } = "";

    /// <summary>What was asked; null when it was refused.</summary>
    public ModelRequest? Request { get; internal set; }

    /// <summary>What was done wrong on purpose. Default: nothing.</summary>
    public ModelFault Fault { get; internal set; }

    /// <summary>How it ended.</summary>
    public RequestOutcome Outcome => outcome;

    /// <summary>
    /// The output tokens that were produced until it ended, reasoning included; of an answer that isn't streamed, those that the time
    /// was enough for. This is what a provider that bills by the token bills for a cancelled call.
    /// </summary>
    public int TokensSent => tokens;

    /// <summary>The tokens to bill: the input, and the output so far. Null when nothing was begun: refused, 429 or 500.</summary>
    public TokenUsage? Usage => reply?.Usage(tokens);

    /// <summary>Done when the request has ended in any way; never fails. A test awaits it before it looks at the outcome of a cancelled call.</summary>
    public Task Ended => ended.Task;

    internal void Begin(Reply its) => reply = its;

    internal void Produced(int count) => tokens = count;

    internal void End(RequestOutcome how)
    {
        if (outcome == RequestOutcome.Open) outcome = how;
        ended.TrySetResult();
    }
}
