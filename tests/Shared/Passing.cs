using Forerun.Testing;

namespace Forerun.Tests;

/// <summary>Time that passes by itself while others work.</summary>
internal static class Passing
{
#pragma warning disable RS0030 // only to give the machine its time, see atLeast; no result depends on it
    private static readonly TimeProvider Wall = TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>
    /// Lets time pass until this has ended; it should go on on the pool, where the work that time releases is queued. Yielding lets what is queued
    /// go first, and what a timer releases runs on at once.
    /// </summary>
    /// <param name="time">The clock.</param>
    /// <param name="until">What ends.</param>
    /// <param name="tick">How much passes at once.</param>
    /// <param name="atLeast">
    /// How long a tick takes at least, really. A thread that a busy machine has put aside is not waited for: where a test can't miss it, time must not
    /// run away from it.
    /// </param>
    public static Task PassAsync(this ManualTime time, Task until, TimeSpan tick, TimeSpan atLeast) => Task.Run(async () =>
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!until.IsCompleted)
        {
            tooLong.Token.ThrowIfCancellationRequested();
            var from = Wall.GetTimestamp();
            for (var i = 0; (i < 40 || Wall.GetElapsedTime(from) < atLeast) && !until.IsCompleted; i++) await Task.Yield();
            if (time.Waiting > 0) time.Advance(tick);
        }

        await until;
    });
}
