using Forerun.Defining.Reporting;
using Forerun.Policies;
using Forerun.Running.Live;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>A run of a workflow. Disposing of it waits until nothing of it is left; a run without an answer is given up.</summary>
/// <typeparam name="TOut">What it answers.</typeparam>
public sealed class WorkflowRun<TOut> : IAsyncDisposable
{
    private readonly LiveRun live;
    private readonly Reporter reporter;

    internal WorkflowRun(LiveRun live, Func<Value, TOut> read, Reporter reporter, CancellationToken cancellationToken)
    {
        this.live = live;
        this.reporter = reporter;
        Answer = AnswerAsync(read, cancellationToken);
        Settled = SettledAsync();
    }

    /// <summary>The run's id.</summary>
    public string Id => live.Id;

    /// <summary>The answer; what has lost may still be under way.</summary>
    /// <exception cref="RunException">The run failed, or its budget is used up; what the step threw is the inner exception.</exception>
    public Task<TOut> Answer { get; }

    /// <summary>The answer of a run that has one.</summary>
    /// <exception cref="InvalidOperationException">It has none, or not yet.</exception>
    public TOut Value => Answer.IsCompletedSuccessfully
        ? Answer.Result
        : throw new InvalidOperationException($"Run '{Id}' has no answer{(Answer.IsCompleted ? "" : " yet")}; await Answer, which says why.");

    /// <summary>What is known by now of seconds, dollars and bets. Dollars are final once the run is settled.</summary>
    public RunReport Report => Settled.IsCompletedSuccessfully ? Settled.Result : reporter.Report(null, Answer.IsCompletedSuccessfully);

    /// <summary>The final report, once nothing of the run is left: every loser awaited and charged. Completes for failed runs too.</summary>
    public Task<RunReport> Settled { get; }

    /// <summary>Turns dial, value of time, kill-switch or prices for this run alone.</summary>
    /// <exception cref="ArgumentException">The settings contradict themselves.</exception>
    public void Turn(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Errors is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(settings));
        live.Turn(settings);
    }

    /// <summary>Gives the run up, unless it is answered, and waits until nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Answer.IsCompleted) live.Abort();
        await ((Task)Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Settled.ConfigureAwait(false);
    }

    private async Task<TOut> AnswerAsync(Func<Value, TOut> read, CancellationToken cancellationToken)
    {
        try
        {
            return read(await live.Answer.ConfigureAwait(false));
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && live.Ended == Ledgers.RunEnd.Cancelled)
        {
            throw new OperationCanceledException($"Run '{Id}' was given up by its caller.", e, cancellationToken);
        }
    }

    private async Task<RunReport> SettledAsync() => reporter.Report(await live.Settled.ConfigureAwait(false), live.Ended == Ledgers.RunEnd.Answered);
}
