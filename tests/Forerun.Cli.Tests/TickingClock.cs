namespace Forerun.Cli.Tests;

/// <summary>Time that goes on by the same step whenever it is read.</summary>
internal sealed class TickingClock(TimeSpan step, Action<int>? read = null) : TimeProvider
{
    private int reads;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        reads++;
        read?.Invoke(reads);
        return reads * step.Ticks;
    }
}
