using System.Collections.Concurrent;
using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running.Live;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Live;

/// <summary>A performer that does what a test says, call by call.</summary>
internal sealed class Performs(Func<Call, IFlight, ValueTask<Performance>> perform) : IPerformer
{
    public ConcurrentQueue<string> Started { get; } = new();

    public Func<Call, ValueTask> Commits { get; init; } = _ => ValueTask.CompletedTask;

    public ValueTask<Performance> PerformAsync(Call call, IFlight flight)
    {
        Started.Enqueue(call.Slot);
        return perform(call, flight);
    }

    public async ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken)
    {
        await Commits(call);
        return prepared;
    }
}

/// <summary>A ledger on a disk that is full after so many rows.</summary>
internal sealed class FullDisk(int room) : ILedger
{
    private int rows;

    public MemoryLedger Written { get; } = new();

    public void Append(LedgerRow row)
    {
        if (Interlocked.Increment(ref rows) > room) throw new IOException("no space left on device");
        Written.Append(row);
    }
}

/// <summary>Bets on one value for whatever is under way, whatever it costs.</summary>
internal sealed class AlwaysGuesses(string value) : IPolicy
{
    public string Name => "guesses";

    public void Choose(ISituation situation, Choice choice)
    {
        foreach (var call in situation.Pending)
        {
            var world = situation.Suppose(situation.Real, new Guess(new Reading(call.Slot), Value.Of(value), Name, 1));
            foreach (var due in world.Due)
                choice.Add(new Bet([due], [world.Guess!], world)
                {
                    Decision = new Decision { WithinAllowance = true, Measure = "always", Score = 1, ScoreThreshold = 0 },
                });
        }
    }
}
