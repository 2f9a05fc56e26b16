using Forerun.Pricing;
using Forerun.Running.Attempts;

namespace Forerun.Running.Live;

/// <summary>One call under way: its cancellation, its task, and how its end is told.</summary>
internal sealed class Flight(LiveRun run, Attempt attempt) : IFlight, IDisposable
{
    private readonly CancellationTokenSource cancellation = new();
    private Task cancelling = Task.CompletedTask;
    private TokenUsage? usage;
    private decimal fraction;

    public CancellationToken Cancellation => cancellation.Token;

    public TokenUsage? Expected => run.ExpectedOf(attempt);

    /// <summary>Why it failed, if it did.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Set while it is between two tries.</summary>
    public NextTry? Next { get; private set; }

    public void Report(string text, decimal fraction, TokenUsage? usage = null)
    {
        this.usage = usage ?? this.usage;
        this.fraction = Math.Clamp(fraction, 0, 1);
        run.Post(new RunEvent(EventKind.Progressed, Attempt: attempt.Id) { Text = text, Fraction = this.fraction });
    }

    public void Retried(string why, TokenUsage? usage)
    {
        this.usage = null;
        fraction = 0;
        Next = new NextTry();
        run.Post(new RunEvent(EventKind.Retried, Attempt: attempt.Id) { Text = why, Usage = usage });
    }

    public async ValueTask TryAgainAsync()
    {
        if (Next is not { } next) return;
        await next.Released.WaitAsync(Cancellation).ConfigureAwait(false);
        run.AskForNextTry(attempt, next);
        await next.Room.WaitAsync(Cancellation).ConfigureAwait(false);
        Next = null;
    }

    public void Cancel() => cancelling = cancellation.CancelAsync();

    /// <summary>Performs the call and tells how it ended. Never throws.</summary>
    public async Task FlyAsync(IPerformer performer)
    {
        var end = await PerformAsync(performer).ConfigureAwait(false);
        await cancelling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        run.Post(end);
    }

    public void Dispose() => cancellation.Dispose();

    private async Task<RunEvent> PerformAsync(IPerformer performer)
    {
        try
        {
            var performance = await performer.PerformAsync(attempt.Call, this).ConfigureAwait(false);
            return new RunEvent(EventKind.Finished, Attempt: attempt.Id) { Value = performance.Output, Usage = performance.Usage };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Stopped();
        }
#pragma warning disable CA1031 // whatever a call throws is its failure, not the run's
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (Next?.Refusal is { } refusal) return new RunEvent(EventKind.Refused, Attempt: attempt.Id) { Text = refusal };
            Error = e;
            return new RunEvent(EventKind.Failed, Attempt: attempt.Id) { Usage = usage, Text = e.GetType().Name };
        }
    }

    /// <summary>Between two tries nothing is under way: all that was used is charged already.</summary>
    private RunEvent Stopped() => new(EventKind.Stopped, Attempt: attempt.Id)
    {
        Usage = Next is null ? usage : TokenUsage.Zero,
        Fraction = fraction,
        IsPartial = Next is null && usage is not null,
        IsUnmetered = Next is null && usage is null,
    };
}
