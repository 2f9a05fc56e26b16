using System.Collections.Concurrent;
using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Running.Live;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Live;

/// <summary>
/// A performer whose calls end when the test says so. The first call for a slot has the slot's name, the next ones <c>slot#2</c> and so on.
/// </summary>
internal sealed class Bench : IPerformer
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Performance>> calls = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<IFlight>> started = new();
    private readonly ConcurrentDictionary<string, int> times = new();

    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Whether calls that are told to stop go on all the same.</summary>
    public bool IgnoresCancellation { get; set; }

    public async ValueTask<Performance> PerformAsync(Call call, IFlight flight)
    {
        var time = times.AddOrUpdate(call.Slot, 1, (_, n) => n + 1);
        var name = time == 1 ? call.Slot : $"{call.Slot}#{time}";
        Log.Enqueue($"start {name}");
        Started(name).TrySetResult(flight);
        try
        {
            return IgnoresCancellation ? await Ends(name).Task : await Ends(name).Task.WaitAsync(flight.Cancellation);
        }
        catch (OperationCanceledException)
        {
            Log.Enqueue($"stopped {name}");
            throw;
        }
    }

    public ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken)
    {
        Log.Enqueue($"commit {call.Slot}");
        return new(prepared);
    }

    public async Task<IFlight> WhenStarted(string slot) => await Started(slot).Task;

    public void End(string slot, string output, long tokens = 100) =>
        Ends(slot).TrySetResult(new Performance(Value.Of(output), new TokenUsage(tokens, tokens)));

    public void Fail(string slot, Exception error) => Ends(slot).TrySetException(error);

    public static Operation Model(string name) => new(name) { Model = "gpt-4o", Effect = Effect.None };

    private TaskCompletionSource<Performance> Ends(string slot) => calls.GetOrAdd(slot, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private TaskCompletionSource<IFlight> Started(string slot) => started.GetOrAdd(slot, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
