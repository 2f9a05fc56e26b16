namespace Forerun.Replay.Tests.Recording;

/// <summary>A machine that is slow in everything: whoever looks at the clock finds that it has gone on. What nobody counts is missed.</summary>
internal sealed class BusyTime(TimeSpan step) : TimeProvider
{
    private long looks;

    public TimeSpan Step => step;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Increment(ref looks) * step.Ticks;

    public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
