using Forerun.Effects;
using Forerun.Running.Live;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>Performs the steps of one run.</summary>
internal sealed class StepPerformer(Definition definition, string run, Func<AttemptScope>? newScope) : IPerformer
{
    public async ValueTask<Performance> PerformAsync(Call call, IFlight flight)
    {
        var step = StepOf(call);
        if (step.IsHeld) return new Performance(Value.Unknown);
        var context = new StepContext(step.Name, IdempotencyKey(call), flight);
        try
        {
            await using var services = (context.Attempt = new AttemptServices(step.Name, newScope)).ConfigureAwait(false);
            return new Performance(await step.Run(InputsOf(call), context).ConfigureAwait(false), context.Usage);
        }
        catch (Exception e)
        {
            context.Bill(e is OperationCanceledException && flight.Cancellation.IsCancellationRequested);
            throw;
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
