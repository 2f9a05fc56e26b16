namespace Forerun.Tests.Laws;

/// <summary>Runs a property over seeds. Whatever fails names its seed; FORERUN_SEED=N runs that one alone.</summary>
internal static class Seeds
{
    public static void Check(int count, Action<int> property)
    {
        foreach (var seed in Of(count))
        {
            try
            {
                property(seed);
            }
            catch (Exception e)
            {
                Assert.Fail($"FORERUN_SEED={seed}: {e.Message}\n{e.StackTrace}");
            }
        }
    }

    private static IEnumerable<int> Of(int count) =>
        int.TryParse(Environment.GetEnvironmentVariable("FORERUN_SEED"), out var one) ? [one] : Enumerable.Range(1, count);
}
