using Forerun.Pricing;
using Forerun.Replay.Passes;
using Forerun.Replay.Tests.Laws;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Foresight;

/// <summary>The oracle loses nothing on any trace, and no policy without foresight makes more of the guesses that it is offered.</summary>
public class BracketLaws
{
    private static readonly (string Oracle, string[] Policies)[] Brackets =
    [
        ("oracle", ["cost-aware", "fixed-depth:2", "fixed-depth:4", "oracle:episode"]),
        ("oracle:forerun", ["forerun"]),
    ];

    /// <summary>How many of a thousand replays may get past the oracle, by what docs/oracles.md names: luck, and other guesses.</summary>
    private const int MostBeaten = 20;

    [Theory]
    [InlineData(0.0005)]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void NetValue_OfTheOracle_IsNeverNegativeAndHardlyEverBeaten(double valueOfTime)
    {
        var beaten = new List<string>();
        var replays = 0;
        foreach (var seed in Seeds(40))
        {
            foreach (var trace in new[] { OddTraces.Of(seed), RandomTraces.Of(seed) })
            {
                foreach (var (oracle, policies) in Brackets)
                {
                    var best = Net(trace, oracle, valueOfTime, seed);
                    Assert.True(best >= 0, $"FORERUN_SEED={seed}: {oracle} ends at {best} on {trace.Name}");
                    foreach (var policy in policies)
                        if (Net(trace, policy, valueOfTime, seed) is var net && net > best) beaten.Add($"FORERUN_SEED={seed} {trace.Name} {policy}: {net}, {oracle}: {best}");
                    replays += policies.Length;
                }
            }
        }

        Assert.True(beaten.Count * 1000 <= MostBeaten * replays, string.Join('\n', beaten));
    }

    private static decimal Net(Trace trace, string policy, double valueOfTime, int seed)
    {
        var options = new ReplayOptions { ValueOfTime = new((decimal)valueOfTime), CancelRule = (CancelRule)(seed % 3) };
        var (runs, without) = (All(policy), All("sequential"));
        return (options.ValueOfTime.Amount * (without.Seconds - runs.Seconds)) - (runs.Usd - without.Usd);

        (decimal Seconds, decimal Usd) All(string name)
        {
            var replayed = Curriculum.All(trace, options, name, null, () => { }, TestContext.Current.CancellationToken);
            return ((decimal)replayed.Sum(r => r.Waited.Ticks) / TimeSpan.TicksPerSecond, replayed.Sum(r => r.Cost.Amount));
        }
    }

    private static IEnumerable<int> Seeds(int count) => Number("FORERUN_SEED") is { } one ? [one] : Enumerable.Range(1, Number("FORERUN_SEEDS") ?? count);

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : null;
}
