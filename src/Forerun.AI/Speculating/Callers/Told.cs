using System.Collections.Concurrent;
using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Replies;
using Forerun.Effects;

namespace Forerun.AI.Speculating.Callers;

/// <summary>The calls of the last reply, each until its caller asks for it or goes on without it.</summary>
internal sealed class Told
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> waits = new(StringComparer.Ordinal);
    private readonly List<ToldCall> open = [];
    private bool isOver;

    /// <summary>A reply was given to the caller.</summary>
    public void Tell(string spine, Reply reply, Toolbox tools)
    {
        lock (gate)
        {
            if (isOver) return;
            for (var i = 0; i < reply.Calls.Count; i++)
            {
                var call = AskedCall.Of(reply.Calls[i]);
                if (tools.OperationFor(call).Kind != Workflows.OperationKind.Code) open.Add(new ToldCall(Slots.ToolOf(spine, i), call.Tool, call.Digest));
            }
        }
    }

    public bool Has(string tool, Digest input)
    {
        lock (gate) return open.Exists(c => c.Is(tool, input));
    }

    /// <summary>The caller takes a call, to ask for it: gives its slot; null: no reply has it, or none any more.</summary>
    public string? TryTake(string tool, Digest input)
    {
        lock (gate)
        {
            var at = open.FindIndex(c => c.Is(tool, input));
            if (at < 0) return null;
            var call = open[at];
            open.RemoveAt(at);
            return call.Slot;
        }
    }

    /// <summary>He asks for the call that he has taken.</summary>
    public void Ask(string slot) => Wait(Slots.AskOf(slot)).TrySetResult(true);

    /// <summary>Waits until a call is asked for; false: the caller has gone on without it.</summary>
    public async Task<bool> AskedAsync(string slot, CancellationToken cancellation)
    {
        var wait = Wait(slot);
        lock (gate)
            if (isOver) wait.TrySetResult(false);
        var isAsked = await wait.Task.WaitAsync(cancellation).ConfigureAwait(false);
        waits.TryRemove(slot, out _);
        return isAsked;
    }

    /// <summary>The caller goes on: what he has not asked for of the last reply he won't.</summary>
    public void GoOn()
    {
        List<ToldCall> left;
        lock (gate)
        {
            left = [.. open];
            open.Clear();
        }

        foreach (var call in left) Wait(Slots.AskOf(call.Slot)).TrySetResult(false);
    }

    /// <summary>Nothing more is told or asked for.</summary>
    public void Close()
    {
        lock (gate) isOver = true;
        GoOn();
        foreach (var wait in waits.Values) wait.TrySetResult(false);
    }

    private TaskCompletionSource<bool> Wait(string slot) => waits.GetOrAdd(slot, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private readonly record struct ToldCall(string Slot, string Tool, Digest Input)
    {
        public bool Is(string tool, Digest input) => Tool == tool && Input == input;
    }
}
