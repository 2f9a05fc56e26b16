using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running.Live;
using Forerun.Workflows;

namespace Forerun.Bench;

/// <summary>A chain of operations that do nothing, so that what is measured is the machine.</summary>
internal sealed class Chain : IPerformer
{
    public const int Length = 100;
    private static readonly Performance Done = new(Value.Of("done"));
    private readonly Engine engine = new(new EngineOptions(TimeProvider.System, () => "bench") { Policy = () => new SequentialPolicy() });
    private readonly AgentLoop loop;
    private readonly TaskCompletionSource? gate;

    public Chain(TaskCompletionSource? gate = null)
    {
        this.gate = gate;
        var step = new Operation("step") { Kind = OperationKind.Code, Effect = Effect.None };
        loop = new AgentLoop("chain", step, (last, _) => last.Slot == "100" ? null : step);
    }

    public ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken) => new(prepared);

    public async ValueTask<Performance> PerformAsync(Call call, IFlight flight)
    {
        if (gate is not null) await gate.Task.ConfigureAwait(false);
        return Done;
    }

    public LiveRun Start() => engine.Start(loop, this, new Tags("run", "chain", "sequential"));
}
