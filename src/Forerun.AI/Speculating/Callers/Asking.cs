using Forerun.AI.Speculating.Loop;
using Forerun.Effects;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Callers;

/// <summary>A call of a tool that a caller has asked for, until it is answered. It is made once: by the run or, if that is over, by him.</summary>
/// <param name="slot">Its place in the conversation.</param>
/// <param name="tool">The tool's name.</param>
/// <param name="input">What its key is made of.</param>
/// <param name="arguments">The arguments as the caller gave them.</param>
/// <param name="now">Time since the conversation began.</param>
internal sealed class Asking(string slot, string tool, Digest input, AIFunctionArguments arguments, Func<TimeSpan> now)
{
    private readonly TaskCompletionSource<ToolOutcome?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private bool isBegun, isGivenUp;
    private ToolRun? run;

    public string Slot => slot;

    public string Tool => tool;

    public Digest Input => input;

    public AIFunctionArguments Arguments => arguments;

    /// <summary>When the caller asked.</summary>
    public TimeSpan Began { get; } = now();

    /// <summary>When he was answered; of use once he is.</summary>
    public TimeSpan Ended { get; private set; }

    /// <summary>Where the caller was when he asked.</summary>
    public ExecutionContext? Context { get; } = ExecutionContext.Capture();

    /// <summary>What has come of it; null: the run has not made the call and never will, so the caller may.</summary>
    public Task<ToolOutcome?> Answer => answer.Task;

    /// <summary>What runs for it, begun before he asked or now. The caller's giving up is told to it.</summary>
    /// <exception cref="OperationCanceledException">He has given up already, or makes the call himself.</exception>
    public void Begin(ToolRun by)
    {
        lock (gate)
        {
            if (isGivenUp) throw new OperationCanceledException("The call was given up before it began.");
            (isBegun, run) = (true, by);
        }
    }

    /// <summary>It was begun before he asked, and is answered by that.</summary>
    public void Adopt(ToolRun? by)
    {
        lock (gate) run = by;
    }

    public void End(ToolOutcome? outcome)
    {
        lock (gate)
        {
            if (answer.Task.IsCompleted) return;
            Ended = now();
        }

        answer.TrySetResult(outcome);
    }

    /// <summary>The run makes no more calls: one that was not begun is the caller's, unless he is told why it may not be made.</summary>
    public void Leave(Exception? why)
    {
        lock (gate)
        {
            if (isBegun) return;
            isGivenUp = true;
        }

        End(why is null ? null : new ToolOutcome(null, why));
    }

    /// <summary>The caller gives up. What is under way is awaited.</summary>
    public void Cancel()
    {
        ToolRun? under;
        lock (gate) (isGivenUp, under) = (true, run);
        if (under is null) End(new ToolOutcome(null, new OperationCanceledException("The call was given up before it began.")));
        else under.Cancel();
    }
}
