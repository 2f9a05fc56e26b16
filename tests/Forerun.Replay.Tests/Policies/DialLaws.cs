using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Policies;

/// <summary>What turning the dial up does: runs get no slower, and what is learned of guesses that cost nothing stays the same.</summary>
public class DialLaws
{
    private static readonly PriceBook Prices = DefaultPriceBook.Load();
    private static readonly double[] Dials = [0, 0.25, 0.5, 0.75, 1];

    public static TheoryData<string, string> PoliciesAndFamilies =>
        new(from policy in (string[])["cost-aware", "forerun"] from family in (string[])["dag", "verify", "router", "tree"] select (policy, family));

    [Theory]
    [MemberData(nameof(PoliciesAndFamilies))]
    public void Seconds_DialTurnedUp_NeverGrow(string policy, string family)
    {
        for (var seed = 700_001; seed < 700_004; seed++)
        {
            var trace = Generated(family, seed);
            foreach (var valueOfTime in (double[])[0.003, 0.01, 0.03])
            {
                var seconds = Array.ConvertAll(Dials, d => Replay(trace, policy, d, valueOfTime).Speculative.Seconds);
                for (var i = 1; i < seconds.Length; i++)
                    Assert.True(seconds[i] <= seconds[i - 1], $"seed {seed}, {valueOfTime} USD/s: {string.Join(", ", seconds)} s at the dials {string.Join(", ", Dials)}");
            }
        }
    }

    // The bet of a fan-out was trimmed to the calls that made it better, and the edge of a call that was left out never learned again.
    [Theory]
    [InlineData("cost-aware")]
    [InlineData("forerun")]
    public void Beliefs_FreeGuessesOfAFanOut_AreTheSameAtEveryDial(string policy)
    {
        for (var seed = 700_011; seed < 700_014; seed++)
        {
            var trace = Generated("dag", seed);
            var first = Planned(trace, policy, 0);
            Assert.NotEmpty(first);
            foreach (var dial in Dials) Assert.True(first.SequenceEqual(Planned(trace, policy, dial)), $"seed {seed}, dial {dial}");
        }
    }

    private static List<decimal> Planned(Trace trace, string policy, double dial)
    {
        var rows = new MemoryLedger();
        Replay(trace, policy, dial, 0.01, rows);
        return [.. rows.Rows.OfType<DecisionRow>()
            .Where(d => d.Decision.Phase == Phase.Plan && d.Edge == "source -> branch-1").Select(d => d.Decision.Terms.Probability)];
    }

    private static Trace Generated(string family, int seed) => new() { Name = family, Runs = [.. (IEnumerable<TraceRun>)(family switch
    {
        "dag" => DagGenerator.Generate(new DagOptions { Runs = 40, HitRate = 0.3 + (0.1 * (seed % 5)) }, seed),
        "verify" => VerifyGenerator.Generate(new VerifyOptions { Runs = 40 }, seed),
        "router" => RouterGenerator.Generate(new RouterOptions { Runs = 40, Skew = seed % 4 * 0.8 }, seed),
        _ => TreeGenerator.Generate(new TreeOptions { Runs = 40, Skew = seed % 4 * 0.8 }, seed),
    })] };

    private static ReplayReport Replay(Trace trace, string policy, double dial, double valueOfTime, ILedger? ledger = null) => Replayer.Run(trace, new ReplayOptions
    {
        Policy = policy, Dial = (decimal)dial, ValueOfTime = new Usd((decimal)valueOfTime), Prices = Prices, Ledger = ledger,
    }, TestContext.Current.CancellationToken);
}
