using Forerun.Ledgers;
using Forerun.Running.Attempts;

namespace Forerun.Running.Live;

/// <content>How a run ends for those who wait for it: answered or not, settled, or given up because something in here is broken.</content>
public sealed partial class LiveRun
{
    private Exception? fault;

    private bool HasGivenUp
    {
        get
        {
            if (fault is null) return false;
            if (flights.Count == 0 && leaving is not { Count: > 0 }) SettleFaulty(fault);
            return true;
        }
    }

    private Exception? ErrorOf(Attempt? attempt) => attempt is null ? null : errors?.GetValueOrDefault(attempt.Id);

    private void End(Attempt? culprit)
    {
        switch (machine.End)
        {
            case RunEnd.Answered: answer.TrySetResult(machine.Answer!); break;
            case RunEnd.Cancelled: answer.TrySetCanceled(CancellationToken.None); break;
            case RunEnd.Failed when culprit is null && machine.Fault is null && thrown is not null: answer.TrySetException(thrown); break;
            default:
                answer.TrySetException(new RunException(machine.End!.Value, machine.Detail ?? "the run failed", machine.Fault ?? ErrorOf(culprit)));
                break;
        }

        questions?.Close(machine.End!.Value, machine.Detail);
    }

    private void SettleRun()
    {
        timers.End();
        limits?.Forget(machine.Run);
        membership?.Leave(machine.Left, machine.Touches, time.GetUtcNow());
        tape?.Record(options.Tags, machine, questions is not null, KnownAt);
        settled.TrySetResult(machine.Result!);
    }

    /// <summary>Something that must not fail has thrown. Whoever waits is told so; what is under way is stopped and awaited.</summary>
    private void GiveUp(Exception e)
    {
        if (fault is not null || settled.Task.IsCompleted) return;
        fault = e;
        answer.TrySetException(e);
        questions?.Close(RunEnd.Failed, e.Message);
        foreach (var flight in flights.Values) flight.Cancel();
        _ = HasGivenUp;
    }

    /// <summary>Nobody knows what the calls have cost, so their room is settled at its worst (law 3).</summary>
    private void SettleFaulty(Exception e)
    {
        timers.End();
        foreach (var ticket in tickets?.Values ?? Enumerable.Empty<Limiting.Ticket>()) limits!.Settle(ticket, null, null, time.GetUtcNow());
        tickets?.Clear();
        limits?.Forget(machine.Run);
        membership?.Leave([], 0, time.GetUtcNow());
        settled.TrySetException(e);
    }
}
