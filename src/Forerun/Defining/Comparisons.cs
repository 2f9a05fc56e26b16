using System.Collections.Concurrent;
using Forerun.Running.Live;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>Makes ready what a run will compare: guesses on which steps have begun, and what has come in their place.</summary>
internal sealed class Comparisons(Definition definition, TimeProvider time)
{
    /// <summary>How long what has come waits to be made ready: without speculation nobody would wait for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private readonly ConcurrentDictionary<string, bool> guessed = new();

    /// <summary>A step begins. If that is on a guess, what it reads by comparison is made ready beside it.</summary>
    public Task BegunAsync(Declaration step, IReadOnlyList<Value> inputs, IFlight flight)
    {
        if (!flight.IsEarly) return Task.CompletedTask;
        List<Task> ready = [];
        for (var i = 0; i < step.Inputs.Count; i++)
        {
            if (step.Inputs[i].Equivalence?.Prepare is not { } prepare) continue;
            guessed[step.Inputs[i].Reading.Slot] = true;
            ready.Add(ReadyAsync(prepare, inputs[i], flight.Cancellation));
        }

        return Task.WhenAll(ready);
    }

    /// <summary>A step has returned. If somebody has begun on a guess of that, it is made ready to be compared.</summary>
    public async Task ReturnedAsync(Declaration step, Value output, CancellationToken cancellationToken)
    {
        if (!guessed.ContainsKey(step.Name)) return;
        foreach (var input in definition.Steps.Values.SelectMany(s => s.Inputs))
            if (input.Reading.Slot == step.Name && input.Equivalence?.Prepare is { } prepare)
                await ReadyAsync(prepare, input.Reading.Of(output), cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadyAsync(Func<Value, CancellationToken, ValueTask> prepare, Value value, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await prepare(value, either.Token).AsTask().WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // the user's comparison may throw anything; what is not ready is not equivalent (law 6)
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }
}
