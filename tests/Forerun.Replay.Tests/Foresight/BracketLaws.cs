using Forerun.Pricing;
using Forerun.Replay.Tests.Laws;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Foresight;

/// <summary>The oracle loses nothing on any trace, and no policy without foresight makes more of the guesses that it is offered.</summary>
public class BracketLaws
{
    [Theory]
    [InlineData(0.0005)]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void NetValue_OfTheOracle_IsNeverNegativeAndNeverBeaten(double valueOfTime)
    {
        var beaten = new List<string>();
        foreach (var seed in Seeds(60))
            foreach (var policy in new[] { "cost-aware", "forerun", "fixed-depth:2", "fixed-depth:4", "oracle:episode" })
                foreach (var trace in new[] { OddTraces.Of(seed), RandomTraces.Of(seed) })
                    if (Judged(trace, policy, valueOfTime, (CancelRule)(seed % 3)) is { } fault) beaten.Add($"FORERUN_SEED={seed} {trace.Name} {policy}: {fault}");
        Assert.True(beaten.Count == 0, $"{beaten.Count}\n{string.Join('\n', beaten.Take(25))}");
    }

    private static string? Judged(Trace trace, string policy, double valueOfTime, CancelRule rule)
    {
        var report = Replayer.Run(trace, new ReplayOptions { Policy = policy, ValueOfTime = new((decimal)valueOfTime), CancelRule = rule });
        var oracle = (report.ValueOfTime * (report.Sequential.Seconds - report.Oracle.Seconds)) - (report.Oracle.Usd - report.Sequential.Usd);
        return oracle < 0 ? $"the oracle ends at {oracle}" : report.NetValueUsd > oracle ? $"{report.NetValueUsd} where the oracle ends at {oracle}" : null;
    }

    private static IEnumerable<int> Seeds(int count) => Number("FORERUN_SEED") is { } one ? [one] : Enumerable.Range(1, Number("FORERUN_SEEDS") ?? count);

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : null;
}
