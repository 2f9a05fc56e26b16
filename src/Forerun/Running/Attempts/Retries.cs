using Forerun.Workflows;

namespace Forerun.Running.Attempts;

/// <summary>How often real calls have failed, and when they are tried again. Most runs need none, so nothing is kept until one does.</summary>
internal sealed class Retries
{
    private Dictionary<string, int>? tries;
    private List<(TimeSpan At, Call Call)>? waiting;

    /// <summary>Counts a try that failed.</summary>
    public int Failed(Attempt attempt)
    {
        tries ??= [];
        return tries[attempt.Call.Slot] = tries.GetValueOrDefault(attempt.Call.Slot) + 1;
    }

    /// <summary>When a call that has failed so often is tried again: after its backoff, doubled for each try after the first.</summary>
    public static TimeSpan Next(Operation operation, int tried, TimeSpan now) => now + (operation.Backoff * Math.Pow(2, tried - 1));

    /// <summary>Lets a call be tried again at a time.</summary>
    public void Wait(TimeSpan at, Call call) => (waiting ??= []).Add((at, call));

    /// <summary>The calls whose time has come.</summary>
    public IReadOnlyList<Call> Due(TimeSpan now)
    {
        if (waiting is null) return [];
        var due = waiting.FindAll(w => w.At <= now).ConvertAll(w => w.Call);
        waiting.RemoveAll(w => w.At <= now);
        return due;
    }
}
