namespace Forerun.Testing;

/// <summary>The pacing of one answer on the clock: tokens are due by the time of the request, so lateness never adds up.</summary>
internal sealed class Pace(TimeProvider time, Pacing pacing, double speed)
{
    private readonly long start = time.GetTimestamp();

    public async Task UntilAsync(int token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var left = (pacing.At(token) / speed) - time.GetElapsedTime(start);
        if (left <= TimeSpan.Zero) return;

        // A delay counts in whole milliseconds; rounded down, a token would leave before its time.
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), time, cancellationToken).ConfigureAwait(false);
    }

    public int TokensNow(int total)
    {
        var elapsed = time.GetElapsedTime(start);
        return double.IsPositiveInfinity(speed) ? total : pacing.TokensBy(elapsed * speed, total);
    }
}
