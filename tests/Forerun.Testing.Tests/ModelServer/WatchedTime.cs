namespace Forerun.Testing.Tests.ModelServer;

/// <summary>Manual time that says when somebody begins to wait for it, so that a test never advances it too early.</summary>
internal sealed class WatchedTime : TimeProvider, IDisposable
{
    private readonly ManualTime time = new();
    private readonly SemaphoreSlim waits = new(0);

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = time.CreateTimer(callback, state, dueTime, period);
        waits.Release();
        return timer;
    }

    /// <summary>Waits until somebody waits, then lets time pass.</summary>
    public async Task AdvanceAsync(double milliseconds)
    {
        await SomebodyWaitsAsync();
        Advance(milliseconds);
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(double milliseconds) => time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Waits until somebody waits; gives up after a minute, so that a broken test fails instead of hanging.</summary>
    public async Task SomebodyWaitsAsync()
    {
        if (!await waits.WaitAsync(TimeSpan.FromMinutes(1))) throw new TimeoutException("Nobody waits for the time to pass.");
    }

    public void Dispose() => waits.Dispose();
}
