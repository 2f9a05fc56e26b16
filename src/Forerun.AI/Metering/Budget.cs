using Forerun.Pricing;
using Forerun.Running.Limiting;

namespace Forerun.AI.Metering;

/// <summary>
/// Dollars that all calls share. The worst case of a call is reserved before it is sent and settled after it, so no interleaving
/// exceeds the limit; a call that could be paid if others turn out cheaper than their worst waits for them.
/// </summary>
internal sealed class Budget
{
    private const string Everyone = "";

    private readonly Lock gate = new();
    private readonly UsageMeterOptions options;
    private readonly TimeProvider time;
    private readonly Usd limit;
    private readonly Limits limits;
    private Usd spent;
    private BudgetStage stage;

    public Budget(UsageMeterOptions options, Usd limit, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        this.limit = options.StopAt * limit;
        limits = new Limits(new LimitOptions { PerRun = this.limit });
    }

    public BudgetStage Stage
    {
        get { lock (gate) return stage; }
    }

    public async Task<Ticket> ReserveAsync(string? model, Usd? worst, CancellationToken cancellation)
    {
        var turn = NewTurn();
        var ticket = new Ticket(Everyone, model ?? "", new Worst(worst, 0), () => Volatile.Read(ref turn).TrySetResult(), () => { });
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                Volatile.Write(ref turn, NewTurn());
                var reply = limits.Reserve(ticket, time.GetUtcNow());
                if (reply.Granted) return ticket;
                if (reply.Refusal is not null) throw Refuse(model, worst);
                await turn.Task.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // It leaves the line, so that it does not block those behind it.
            limits.Settle(ticket, Usd.Zero, null, time.GetUtcNow());
            throw;
        }
    }

    /// <summary>Puts in what the call has cost; what nobody knows counts at its worst.</summary>
    public void Settle(Ticket ticket, Usd? cost)
    {
        BudgetStage reached;
        lock (gate)
        {
            spent += cost ?? ticket.Worst.Cost ?? Usd.Zero;
            reached = spent >= limit ? BudgetStage.Stop : StageOf(spent.Amount / limit.Amount * options.StopAt);
        }

        limits.Settle(ticket, cost, null, time.GetUtcNow());
        Reach(reached);
    }

    private BudgetExceededException Refuse(string? model, Usd? worst)
    {
        if (worst is not null) Reach(BudgetStage.Stop);
        lock (gate) return new(model, limit, spent, worst);
    }

    private BudgetStage StageOf(decimal share) => share >= options.WrapUpAt ? BudgetStage.WrapUp
        : share >= options.WarnAt ? BudgetStage.Warn
        : BudgetStage.Free;

    private void Reach(BudgetStage reached)
    {
        BudgetStage before;
        lock (gate)
        {
            before = stage;
            if (reached > stage) stage = reached;
        }

        for (var next = before + 1; next <= reached; next++) options.OnStage?.Invoke(next);
    }

    private static TaskCompletionSource NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
