namespace Forerun.AI.Tests.Speculating;

/// <summary>Runs a property over seeds. Whatever fails names its seed; FORERUN_SEED=N runs that one alone, FORERUN_SEEDS=N the first N.</summary>
internal static class Seeds
{
    public static async Task CheckAsync(int count, Func<int, Task> property)
    {
        foreach (var seed in Of(count))
        {
            try
            {
                await property(seed).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            }
            catch (Exception e)
            {
                Assert.Fail($"FORERUN_SEED={seed}: {e.Message}\n{e.StackTrace}");
            }
        }
    }

    private static IEnumerable<int> Of(int count) => Number("FORERUN_SEED") is { } one ? [one] : Enumerable.Range(1, Number("FORERUN_SEEDS") ?? count);

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
