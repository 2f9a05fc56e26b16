using Forerun.Ledgers;
using Forerun.Running.Attempts;

namespace Forerun.Running;

/// <content>What attempts tell: granted, refused, retried, finished, failed, stopped.</content>
public sealed partial class RunMachine
{
    private void Grant(Attempt attempt)
    {
        if (attempt.HasStarted && attempt.IsOpen) attempt.Failed?.NextBegan(attempts.Now);
        if (attempt.State is not (AttemptState.Waiting or AttemptState.Stopping) || attempt.HasStarted) return;
        if (attempt.State == AttemptState.Waiting) attempt.State = AttemptState.Running;
        attempt.HasStarted = true;
        attempt.StartedAt = attempts.Now;
        accounts.Started(attempt);
    }

    private void Stop(Attempt attempt, RunEvent e)
    {
        if (!attempt.IsOpen) return;
        accounts.Close(attempt, AttemptState.Cancelled, e);
        Settled(attempt);
        if (attempt.HasStarted && attempt.Call.Operation.Effect != Effects.Effect.Staged) NotKnown(attempt);
    }

    /// <summary>A try within an attempt has failed. What it had produced is nobody's any more; the next one begins at nothing.</summary>
    private void Retried(Attempt attempt, RunEvent e)
    {
        if (!attempt.IsOpen) return;
        attempt.Growing = null;
        accounts.Retried(attempt, e);
        commands.Add(new Command(CommandKind.Release, attempt));
    }

    /// <summary>There is no room for an attempt, or none for the next try of one that was under way.</summary>
    private void Refuse(Attempt attempt, RunEvent e)
    {
        if (!attempt.IsOpen) return;
        if (attempt.HasStarted)
        {
            accounts.Close(attempt, AttemptState.Cancelled, e);
            Settled(attempt);
        }
        else
        {
            attempts.Close(attempt, AttemptState.Cancelled);
        }

        holding.Refused(attempt);
        if (!attempt.IsAuthoritative) return;
        if (attempt.Standing != Standing.Authoritative)
            foreach (var slot in attempt.Wanted) Restart(slot);
        else
            Conclude(RunEnd.BudgetExceeded, null, e.Text);
    }

    /// <summary>A real call whose speculative attempt never got going is started as what it is.</summary>
    private void Restart(string slot)
    {
        if (end is null) AdoptOrStart(real.Asked(slot)!);
    }

    private void Finish(Attempt attempt, RunEvent e)
    {
        var stopping = attempt.State == AttemptState.Stopping;
        attempt.Output = e.Value;
        accounts.Close(attempt, stopping ? AttemptState.Cancelled : AttemptState.Finished, e with { Fraction = 1 });
        Settled(attempt);
        if (stopping) return;
        foreach (var slot in attempt.Wanted) Deliver(attempt, slot);
    }

    private void Fail(Attempt attempt, RunEvent e)
    {
        if (!attempt.IsOpen)
        {
            NotKnown(attempt);
            Conclude(RunEnd.Failed, null, $"the staged effect of {Named(attempt)} failed on its way out: {e.Text}", attempt);
            commits.Left(attempt);
            return;
        }

        var stopping = attempt.State == AttemptState.Stopping;
        if (e.IsAnswer && attempt.IsAuthoritative && !stopping)
        {
            Tell(attempt, e);
            return;
        }

        accounts.Close(attempt, stopping ? AttemptState.Cancelled : AttemptState.Failed, e.IsUnmetered ? e : e with { Fraction = 1 });
        Settled(attempt);
        if (attempt.Call.Operation.Effect != Effects.Effect.Staged) NotKnown(attempt);
        if (stopping || !attempt.IsAuthoritative) return;
        attempt.Wanted.RemoveAll(AskAgain);
        if (attempt.Wanted.Count == 0) return;
        var operation = attempt.Call.Operation;
        var tried = retries.Failed(attempt);
        if (tried >= operation.MostTries)
        {
            if (attempt.Wanted.TrueForAll(IsQuestion))
                foreach (var slot in attempt.Wanted) GiveUp(slot, attempt);
            else Conclude(RunEnd.Failed, null, $"{Named(attempt)} failed after {tried} of {operation.MostTries} tries: {e.Text}", attempt);
            return;
        }

        var at = Retries.Next(operation, tried, attempts.Now);
        foreach (var slot in attempt.Wanted) retries.Wait(at, real.Asked(slot)!);
        commands.Add(new Command(CommandKind.Wake, null, at));
    }

    /// <summary>What went on with a guess that is merely equivalent has failed: it is asked for with the truth, as without the guess (law 6).</summary>
    private bool AskAgain(string slot)
    {
        if (!real.Withdraw(slot)) return false;
        real.Unask(slot);
        situation.Known(slot);
        return true;
    }

    /// <summary>A real call has failed, and that is what whoever asked for it is told. A staged effect was not prepared and never leaves.</summary>
    private void Tell(Attempt attempt, RunEvent e)
    {
        attempt.Output = e.Value;
        accounts.Close(attempt, AttemptState.Finished, e with { Fraction = 1 });
        Settled(attempt);
        foreach (var slot in attempt.Wanted)
        {
            commits.GiveUp(slot);
            Know(slot, attempt.Output!);
        }
    }

    /// <summary>A call that the user's code asked for has failed for good. That is for the code to handle, not the end of the run.</summary>
    private void GiveUp(string slot, Attempt attempt)
    {
        situation.Known(slot);
        path?.Know(slot, attempts.Now);
        commits.GiveUp(slot);
        commands.Add(new Command(CommandKind.Known, attempt) { Slot = slot });
    }

    /// <summary>A real call with an effect has not returned. It may have done what it does; nobody but the world outside knows.</summary>
    private void NotKnown(Attempt attempt)
    {
        if (attempt.Call.Operation.Effect == Effects.Effect.None) return;
        foreach (var slot in attempt.Wanted) (unknown ??= new SortedSet<string>(StringComparer.Ordinal)).Add(Named(slot, attempt.Call.Operation));
    }

    private static string Named(Attempt attempt) => Named(attempt.Call.Slot, attempt.Call.Operation);

    private static string Named(string slot, Workflows.Operation operation) => $"'{slot}' ({operation.Name})";

    private bool IsQuestion(string slot) => questions?.Contains(slot) == true;

    private void Retry(TimeSpan now)
    {
        foreach (var call in retries.Due(now))
            if (end is null) AdoptOrStart(call);
    }

    private void Settled(Attempt attempt)
    {
        holding.Ended();
        commands.Add(new Command(CommandKind.Settle, attempt));
    }
}
