using Forerun.Running.Attempts;
using Forerun.Running.Limiting;
using Forerun.Workflows;

namespace Forerun.Running.Live;

/// <content>Room within the limits: for an attempt that waits to start, and for the next try of one that is under way.</content>
public sealed partial class LiveRun
{
    private Dictionary<int, Ticket>? tickets;

    private void Reserve(Attempt attempt)
    {
        // A person costs nothing and may take for ever: whoever waits for one keeps nobody else from what is limited.
        if (limits is null || attempt.Call.Operation.Kind == OperationKind.Human)
        {
            Start(attempt);
            return;
        }

        NewTicket(attempt);
        AskForRoom(attempt);
    }

    private void NewTicket(Attempt attempt) => (tickets ??= [])[attempt.Id] = new Ticket(
        machine.Run, $"'{attempt.Call.Slot}' ({attempt.Call.Operation.Name})", machine.WorstOf(attempt),
        () => Soon(() => mailbox.Post(() => AskForRoom(attempt))),
        () => Soon(() => Post(new RunEvent(EventKind.Evicted, Attempt: attempt.Id))))
    {
        IsSpeculative = !attempt.IsAuthoritative,
        Model = attempt.Call.Operation.Model,
    };

    /// <summary>Asks for the room of an attempt that waits to start, or for the next try of one that is under way.</summary>
    private void AskForRoom(Attempt attempt)
    {
        var next = flights.TryGetValue(attempt.Id, out var flight) ? flight.Next : null;
        if (flight is null ? attempt.State != AttemptState.Waiting : next is not { Waits: true }) return;
        if (tickets?.GetValueOrDefault(attempt.Id) is not { } ticket) return;
        var reply = limits!.Reserve(ticket, time.GetUtcNow());
        if (reply.Granted)
        {
            if (next is null) Start(attempt);
            else Go(attempt, next);
        }
        else if (reply.Refusal is { } refusal)
        {
            tickets.Remove(attempt.Id);
            if (next is null) Post(new RunEvent(EventKind.Refused, Attempt: attempt.Id) { Text = refusal });
            else next.Refuse(refusal);
        }
        else
        {
            if (next is null) tape?.Waits(attempt, Now);
            if (reply.TryAt is { } at) timers.At(Now + (at - time.GetUtcNow()), () => mailbox.Post(() => AskForRoom(attempt)));
        }
    }

    /// <summary>A try has failed: what it held is settled, and the attempt may ask for more.</summary>
    private void Release(Attempt attempt)
    {
        Settle(attempt, attempt.Failed!.LastCost, attempt.Failed.LastUsage);
        if (flights.TryGetValue(attempt.Id, out var flight)) flight.Next?.Release();
    }

    private void Go(Attempt attempt, NextTry next)
    {
        Post(new RunEvent(EventKind.Granted, Attempt: attempt.Id));
        next.Grant();
    }

    internal void AskForNextTry(Attempt attempt, NextTry next) => mailbox.Post(() =>
    {
        if (limits is null)
        {
            Go(attempt, next);
            return;
        }

        if (!flights.ContainsKey(attempt.Id)) return;
        next.Ask();
        NewTicket(attempt);
        AskForRoom(attempt);
    });

    private void Settle(Attempt attempt, Pricing.Usd? cost, Pricing.TokenUsage? usage)
    {
        if (tickets is null || !tickets.Remove(attempt.Id, out var ticket)) return;
        if (attempt is { State: AttemptState.Finished, IsAuthoritative: true }) limits!.Passed(ticket, time.GetUtcNow());
        limits!.Settle(ticket, cost, usage, time.GetUtcNow());
    }

    /// <summary>Not at once: one run's end may let another start, and that one's another, deeper than any stack.</summary>
    private static void Soon(Action action) => ThreadPool.UnsafeQueueUserWorkItem(static a => a(), action, preferLocal: false);
}
