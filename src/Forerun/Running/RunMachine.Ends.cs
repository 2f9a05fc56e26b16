using Forerun.Ledgers;
using Forerun.Running.Attempts;
using Forerun.Workflows;

namespace Forerun.Running;

/// <content>The two ends of a run: answered, when nobody waits any longer; settled, when nothing of it is left.</content>
public sealed partial class RunMachine
{
    private void Conclude(RunEnd how, Value? value, string? why = null, Attempt? culprit = null)
    {
        if (end is not null) return;
        end = how;
        answer = value;
        detail = why;
        answeredAt = attempts.Now;
        commands.Add(new Command(CommandKind.End, culprit));
        if (how == RunEnd.Answered)
        {
            waits = Waits(answeredAt);
            holding.Answered();
            return;
        }

        commits.Forget();
        foreach (var attempt in attempts.All)
            if (attempt.State is AttemptState.Waiting or AttemptState.Running) holding.Stop(attempt);
    }

    /// <summary>
    /// Who can't write down what he spends must not spend more: the run ends, and what was to start in this very moment does not.
    /// </summary>
    private void EndIfUnwritten()
    {
        if (accounts.Fault is not { } fault || end is not null) return;
        Fault = fault;
        Conclude(RunEnd.Failed, null, $"the ledger could not be written ({fault.GetType().Name}), and nothing more is spent that it would not show; repair it and run again");
        var unstarted = commands.FindAll(c => c.Kind == CommandKind.Start).ConvertAll(c => c.Attempt);
        foreach (var attempt in unstarted) attempts.Close(attempt!, AttemptState.Cancelled);
        commands.RemoveAll(c => c.Attempt is not null && unstarted.Contains(c.Attempt));
    }

    /// <summary>What the run took and paid moves the dial of the next, where there is a target.</summary>
    private void Aim(TimeSpan? waited)
    {
        if (situation.Settings.Target is not { } target) return;
        var asked = attempts.All.Where(a => a.IsAuthoritative).Aggregate(Pricing.Usd.Zero, (sum, a) => sum + a.KnownCost);
        var (before, after) = options.Learned.Aims.Settled(program.Name, target, situation.Settings.Dial, waited, asked.Amount, (Result!.Cost - asked).Amount);
        if (after.Heading != before.Heading) accounts.Write(AimRow.Of(options.Tags, attempts.Now, before.Heading, after));
    }

    /// <summary>Seconds of the run's real path, here and without bets; null where nobody writes them down, or it did not get to its end.</summary>
    private (TimeSpan Waited, TimeSpan WithoutBets)? Waits(TimeSpan? answered)
    {
        if (path is null) return null;
        path.WasAhead = attempts.All.Any(a => a.Standing != Standing.Authoritative);
        return path.Waits(answered);
    }

    private void Settle()
    {
        Result = accounts.Result(end!.Value, answer, answeredAt, Detail);
        TimeSpan? answered = answer is null ? null : answeredAt;
        if (answered is null) waits = Waits(null);
        Aim(waits?.Waited);
        accounts.Write(new RunRow(options.Tags, attempts.Now, end.Value, answered, Result.Cost, Detail)
        {
            Began = options.Began, Waited = waits?.Waited, WithoutBets = waits?.WithoutBets,
            Adopted = [.. attempts.All.Where(a => a is { IsAuthoritative: true, HasStarted: true, Standing: not Standing.Authoritative }).Select(a => a.Id)],
        });
        Result = Result with { Unwritten = accounts.Unwritten };
        Left = attempts.Left(Run);
        commands.Add(new Command(CommandKind.Settled));
    }
}
