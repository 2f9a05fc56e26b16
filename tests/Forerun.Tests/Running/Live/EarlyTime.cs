namespace Forerun.Tests.Running.Live;

/// <summary>Another clock, whose timers fire a millisecond early, as the system's may.</summary>
internal sealed class EarlyTime(TimeProvider time) : TimeProvider
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private int timers;

    public int Timers => Volatile.Read(ref timers);

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = time.CreateTimer(callback, state, dueTime > Millisecond ? dueTime - Millisecond : dueTime, period);
        Interlocked.Increment(ref timers);
        return timer;
    }
}
