namespace Forerun.AI.Clients;

/// <summary>A token that fires when the caller cancels or when nothing has come for too long.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource clock;
    private readonly CancellationTokenSource either;
    private readonly CancellationToken caller;
    private readonly TimeSpan timeout;

    public Patience(TimeSpan timeout, TimeProvider time, CancellationToken caller)
    {
        this.timeout = timeout;
        this.caller = caller;
        clock = new CancellationTokenSource(timeout, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, caller);
    }

    public CancellationToken Token => either.Token;

    public bool HasRunOut => clock.IsCancellationRequested;

    /// <summary>A wait begins.</summary>
    public void Wait() => clock.CancelAfter(timeout);

    /// <summary>Something came, and whoever takes it may be slow: that is not waiting for the service.</summary>
    public void Rest() => clock.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>The cancellation of the caller, under the caller's own token, if that is what happened.</summary>
    public OperationCanceledException? Cancelled(Exception cause) =>
        caller.IsCancellationRequested ? new OperationCanceledException("The model call was cancelled.", cause, caller) : null;

    public void Dispose()
    {
        either.Dispose();
        clock.Dispose();
    }
}
