using Forerun.AI.Speculating.Loop;
using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Callers;

/// <summary>
/// The calls of tools that the caller of one conversation has asked for. What answers them the real world says, as soon as it has the value
/// of their slot; so nobody is answered by a read that was begun too early.
/// </summary>
internal sealed class AskedTools
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Asking> asked = [];
    private readonly List<Asking> answered = [];
    private readonly Dictionary<Key, Asking> wanted = [];
    private readonly Dictionary<Key, ToolRun> runs = [];
    private bool isOver;

    /// <summary>Those that were answered since the last time.</summary>
    public IReadOnlyList<Asking> TakeAnswered()
    {
        lock (gate)
        {
            List<Asking> taken = [.. answered];
            answered.Clear();
            wanted.Clear();
            return taken;
        }
    }

    /// <summary>A caller asks.</summary>
    public void Put(Asking asking)
    {
        lock (gate)
        {
            asked[asking.Slot] = asking;
            if (!isOver) return;
        }

        asking.Leave(null);
    }

    /// <summary>The real world asks for a call; if it is begun already, that is the newest run of its key.</summary>
    public void Want(Call call, bool isBegun)
    {
        lock (gate)
        {
            var asking = wanted.GetValueOrDefault(call.Key) ?? asked.Values.FirstOrDefault(a => a.Tool == call.Operation.Name && a.Input == call.Key.Input && !wanted.ContainsValue(a));
            if (asking is null) return;
            wanted[call.Key] = asking;
            if (isBegun) asking.Adopt(runs.GetValueOrDefault(call.Key));
        }
    }

    /// <summary>The real world knows what a call has come to.</summary>
    public void Know(string slot, ToolOutcome outcome)
    {
        Asking? asking;
        lock (gate)
        {
            if (!asked.Remove(slot, out asking)) return;
            answered.Add(asking);
        }

        asking.End(outcome);
    }

    /// <summary>Makes a call: for the caller who has asked for it, as he did, or else, early, for one who may, as the reply says it.</summary>
    public async Task<ToolOutcome> MakeAsync(Key key, bool isEarly, Func<Asking?, CancellationToken, Task<object?>> make, CancellationToken flight)
    {
        using var run = new ToolRun(flight);
        Asking? by;
        lock (gate)
        {
            by = isEarly ? null : wanted.GetValueOrDefault(key);
            runs[key] = run;
        }

        var outcome = await OutcomeAsync(run, by, make).ConfigureAwait(false);
        lock (gate)
            if (runs.GetValueOrDefault(key) == run) runs.Remove(key);
        if (run.IsDropped) by?.End(outcome); // the run is over, and the real world learns nothing more
        return outcome;
    }

    /// <summary>The run makes no more calls. What is not begun is its caller's, unless he is told why it may not be made.</summary>
    public void Close(Exception? why)
    {
        List<Asking> left;
        lock (gate)
        {
            isOver = true;
            left = [.. asked.Values];
        }

        foreach (var asking in left) asking.Leave(why);
    }

    private static async Task<ToolOutcome> OutcomeAsync(ToolRun run, Asking? by, Func<Asking?, CancellationToken, Task<object?>> make)
    {
        try
        {
            by?.Begin(run);
            return new ToolOutcome(await make(by, run.Cancellation).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // whatever a tool throws is its caller's
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new ToolOutcome(null, e);
        }
    }
}
