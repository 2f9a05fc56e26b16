using Forerun.Effects;
using Forerun.Running.Live;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>Performs the steps of one run.</summary>
internal sealed class StepPerformer(Definition definition, string run, TimeProvider time, Func<AttemptScope>? newScope) : IPerformer
{
    private readonly Comparisons? comparisons = definition.Compares ? new(definition, time) : null;

    public async ValueTask<Performance> PerformAsync(Call call, IFlight flight)
    {
        var step = StepOf(call);
        if (step.IsHeld) return new Performance(Value.Unknown);
        var context = new StepContext(step.Name, IdempotencyKey(call), flight);
        var ready = comparisons?.BegunAsync(step, InputsOf(call), flight) ?? Task.CompletedTask;
        try
        {
            await using var services = (context.Attempt = new AttemptServices(step.Name, newScope)).ConfigureAwait(false);
            var output = await step.Run(InputsOf(call), context).ConfigureAwait(false);
            if (comparisons is not null) await comparisons.ReturnedAsync(step, output, flight.Cancellation).ConfigureAwait(false);
            return new Performance(output, context.Usage);
        }
        catch (Exception e)
        {
            context.Bill(e is OperationCanceledException && flight.Cancellation.IsCancellationRequested);
            throw;
        }
        finally
        {
            await ready.ConfigureAwait(false); // it throws nothing, and ends with the flight
        }
    }

    public async ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken)
    {
        var step = StepOf(call);
        var context = new StepContext(step.Name, IdempotencyKey(call));
        await using var services = (context.Attempt = new AttemptServices(step.Name, newScope)).ConfigureAwait(false);
        if (step.Deliver is null) prepared = await step.Run(InputsOf(call), context).ConfigureAwait(false);
        else await step.Deliver(prepared, context).ConfigureAwait(false);
        return prepared;
    }

    private Declaration StepOf(Call call) => definition.Steps.TryGetValue(call.Slot, out var step) ? step
        : throw new InvalidOperationException($"Workflow '{definition.Name}' has no step '{call.Slot}': a predictor's call needs a performer of its own.");

    private static IReadOnlyList<Value> InputsOf(Call call) => (IReadOnlyList<Value>)call.Argument!;

    private string IdempotencyKey(Call call)
    {
        var (operation, input, occurrence) = call.Key;
        var digest = Digest.Of($"{run}\n{operation}\n{occurrence}").Then(input);
        return $"{digest.A:x16}{digest.B:x16}";
    }
}
