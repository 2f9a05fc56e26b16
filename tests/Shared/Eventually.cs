namespace Forerun.Tests;

/// <summary>What other tasks bring about by themselves, without a clock.</summary>
internal static class Eventually
{
    /// <summary>Lets others run until it has happened. If it never does, the test fails after a minute instead of hanging.</summary>
    public static async Task Happens(Func<bool> happened, Func<string>? otherwise = null)
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!happened())
        {
            if (tooLong.IsCancellationRequested) Assert.Fail(otherwise?.Invoke() ?? "It never happened.");
            await Task.Yield();
        }
    }
}
