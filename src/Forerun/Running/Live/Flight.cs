using Forerun.Pricing;
using Forerun.Running.Attempts;

namespace Forerun.Running.Live;

/// <summary>One call under way: its cancellation, its task, and how its end is told.</summary>
internal sealed class Flight : IFlight, IDisposable
{
    private readonly Lock gate = new();
    private readonly LiveRun run;
    private readonly Attempt attempt;
    private readonly CancellationTokenSource cancellation = new();
    private Task cancelling = Task.CompletedTask;
    private TokenUsage? usage;
    private decimal fraction;
    private bool hasEnded;

    public Flight(LiveRun run, Attempt attempt)
    {
        this.run = run;
        this.attempt = attempt;
        Cancellation = cancellation.Token;
    }

    public CancellationToken Cancellation { get; }

    public bool IsEarly => attempt.Standing == Ledgers.Standing.Bet;

    public TokenUsage? Expected => run.ExpectedOf(attempt);

    /// <summary>Why it failed, if it did.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Set while it is between two tries.</summary>
    public NextTry? Next { get; private set; }

    /// <summary>Takes in what has been produced so far, from any thread. What comes after the end is nobody's.</summary>
    public void Report(string text, decimal fraction, TokenUsage? usage = null)
    {
        lock (gate)
        {
            if (hasEnded) return;
            this.usage = usage ?? this.usage;
            this.fraction = Math.Clamp(fraction, 0, 1);
            fraction = this.fraction;
        }

        run.Post(new RunEvent(EventKind.Progressed, Attempt: attempt.Id) { Text = text, Fraction = fraction });
    }

    public void Retried(string why, TokenUsage? usage)
    {
        lock (gate)
        {
            if (hasEnded) return;
            this.usage = null;
            fraction = 0;
            Next = new NextTry();
        }

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
            if (performance.Output is null)
                throw new InvalidOperationException($"The performer returned no output for {attempt.Call}. Return Value.Null if there is none.");
            _ = performance.Output.Digest; // JSON that can't be read, its document disposed of for example, is this call's failure
            lock (gate) hasEnded = true;
            return new RunEvent(performance.HasFailed ? EventKind.Failed : EventKind.Finished, Attempt: attempt.Id)
            {
                Value = performance.Output, Usage = performance.Usage, IsAnswer = performance.HasFailed,
            };
        }
#pragma warning disable CA1031 // whatever a call throws is its failure, not the run's
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (gate)
            {
                hasEnded = true;
                if (cancellation.IsCancellationRequested) return Stopped();
                return Next?.Refusal is { } refusal ? new RunEvent(EventKind.Refused, Attempt: attempt.Id) { Text = refusal } : Failed(e);
            }
        }
    }

    /// <summary>
    /// Who is told to stop may say so in many ways, a broken connection among them; the provider's bill is the same. Between two tries
    /// nothing is under way: all that was used is charged already.
    /// </summary>
    private RunEvent Stopped() => new(EventKind.Stopped, Attempt: attempt.Id)
    {
        Usage = Next is null ? usage : TokenUsage.Zero,
        Fraction = fraction,
        IsPartial = Next is null && usage is not null,
        IsUnmetered = Next is null && usage is null,
    };

    /// <summary>A call that broke off in the middle of its answer is billed for it; one that never answered is not.</summary>
    private RunEvent Failed(Exception e)
    {
        Error = e;
        return new RunEvent(EventKind.Failed, Attempt: attempt.Id)
        {
            Usage = usage, Fraction = fraction, IsUnmetered = usage is null && fraction > 0, Text = e.GetType().Name,
        };
    }
}
