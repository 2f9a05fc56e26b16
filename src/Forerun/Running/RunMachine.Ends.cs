using Forerun.Ledgers;
using Forerun.Running.Attempts;
using Forerun.Workflows;

namespace Forerun.Running;

/// <content>The two ends of a run: answered, when nobody waits any longer; settled, when nothing of it is left.</content>
public sealed partial class RunMachine
{
    private void Conclude(RunEnd how, Value? value, string? why = null)
    {
        if (end is not null) return;
        end = how;
        answer = value;
        detail = why;
        answeredAt = attempts.Now;
        commands.Add(new Command(CommandKind.End));
        if (how == RunEnd.Answered) return;
        commits.Forget();
        foreach (var attempt in attempts.All)
            if (attempt.State is AttemptState.Waiting or AttemptState.Running) holding.Stop(attempt);
    }

    private void Settle()
    {
        Result = accounts.Result(end!.Value, answer, answeredAt, detail);
        accounts.Write(new RunRow(
            options.Tags, attempts.Now, end.Value, answer is null ? null : answeredAt, Result.Cost, detail));
        commands.Add(new Command(CommandKind.Settled));
    }
}
