using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Workflows;

namespace Forerun.Running.Live;

/// <summary>The calls that the user's own code has asked for and waits for.</summary>
internal sealed class Questions
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, TaskCompletionSource<Value>> open = [];
    private readonly Dictionary<(string, Digest), int> times = [];
    private int count;
    private RunException? closed;

    /// <summary>Asks. After the run's end nobody would answer, so no call is made.</summary>
    public (Call? Call, Task<Value> Answer) Put(Operation operation, Value input)
    {
        var answer = new TaskCompletionSource<Value>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (closed is not null) return (null, Task.FromException<Value>(closed));
            var same = (operation.KeyName, input.Digest);
            var occurrence = times.GetValueOrDefault(same);
            times[same] = occurrence + 1;
            var slot = $"ask-{++count}";
            var call = new Call(slot, operation, input.Digest, [], occurrence, input);
            open[slot] = answer;
            return (call, answer.Task);
        }
    }

    public void Answer(string slot, Value? value, Exception? error)
    {
        TaskCompletionSource<Value>? answer;
        lock (gate)
            if (!open.Remove(slot, out answer)) return;
        if (value is not null) answer.TrySetResult(value);
        else answer.TrySetException(new RunException(RunEnd.Failed, $"'{slot}' failed for good", error));
    }

    /// <summary>The run has ended: who still waits is told so.</summary>
    public void Close(RunEnd end, string? detail)
    {
        lock (gate)
        {
            closed ??= new RunException(end, detail ?? "the run has ended");
            foreach (var answer in open.Values) answer.TrySetException(closed);
            open.Clear();
        }
    }
}
