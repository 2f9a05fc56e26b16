using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Replay.Generating;
using Forerun.Traces;
using Verdict = Forerun.Deciding.Verdict;

namespace Forerun.Replay.Tests.Laws;

/// <summary>
/// <c>cost-aware</c> from nothing, on generated plans whose runs come in any order. The seeds are not those that the rule was tried on.
/// </summary>
public class ColdStartLaws
{
    private const int FirstSeed = 400_001;

    /// <summary>1 %, and what the last loss may have cost more than its forecast.</summary>
    private const decimal AtMostLost = 0.011m;

    private static readonly PriceBook Prices = DefaultPriceBook.Load();

    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.003)]
    [InlineData(0.005)]
    [InlineData(0.01)]
    [InlineData(0.03)]
    public void Spending_CostFirst_IsNeverMoreThanLatencyFirst(double valueOfTime)
    {
        foreach (var (seed, plans) in Shuffled(new PlanOptions(), 12))
        {
            var (cost, latency) = (Replay(plans, valueOfTime, dial: 0), Replay(plans, valueOfTime, dial: 1));
            Assert.True(cost.Speculative.Usd <= latency.Speculative.Usd, $"seed {seed}: {cost.Speculative.Usd} > {latency.Speculative.Usd}");
        }
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(0.3, 20)]
    [InlineData(0.55, 20)]
    [InlineData(0.2, 100)]
    public void Net_WhereEveryDepthLosesAndThePriorDoesNotPay_IsAboveMinusOnePercent(double hitRate, int runs)
    {
        foreach (var (seed, plans) in Shuffled(new PlanOptions { HitRate = hitRate, Runs = runs }, 8))
        {
            Assert.True(BestDepth(plans, 0.003) < 0, $"seed {seed}: a depth pays");
            var report = Replay(plans, 0.003);
            Assert.True(report.NetValueUsd >= -AtMostLost * report.Sequential.Usd, $"seed {seed}: {report.NetValueUsd} of {report.Sequential.Usd}");
        }
    }

    [Fact]
    public void Net_WhereGuessingPays_IsNearlyThatOfTheBestDepthInHindsight()
    {
        var (net, best) = (0m, 0m);
        foreach (var (seed, plans) in Shuffled(new PlanOptions { Runs = 100 }, 8))
        {
            var (one, depth) = (Replay(plans, 0.01).NetValueUsd, BestDepth(plans, 0.01));
            Assert.True(one >= 0.85m * depth, $"seed {seed}: {one} of {depth}");
            (net, best) = (net + one, best + depth);
        }

        Assert.True(net >= 0.95m * best, $"{net} of {best}");
    }

    /// <summary>The drafter is unknown, and at what it might cost it would not pay: one guess tells, whatever run is first.</summary>
    [Fact]
    public void Start_WherePriorAndPriceOfTheDrafterPay_ComesInEveryOrder()
    {
        var probed = 0;
        foreach (var (seed, plans) in Shuffled(new PlanOptions(), 12))
        {
            var rows = new MemoryLedger();
            var report = Replay(plans, 0.005, ledger: rows);
            Assert.True(report.Bets * 100 > report.Steps, $"seed {seed}: {report.Bets} bets");
            var first = rows.Rows.OfType<DecisionRow>()
                .First(r => r.Decision.Verdict == Verdict.Speculate && r.Slots[0].StartsWith("draft", StringComparison.Ordinal)).Decision;
            if (first.Reason == Reason.Probe) probed++;
            Assert.Equal(Verdict.Speculate, first.Recompute());
        }

        Assert.InRange(probed, 6, 12);
    }

    [Fact]
    public void Training_OnAnotherWorkload_ChangesNothing()
    {
        var plans = Shuffled(new PlanOptions(), 1).Single().Plans;
        var rich = new Trace { Name = "rich", Runs = [.. RouterGenerator.Generate(new RouterOptions { Ways = 2, Skew = 3, Runs = 60 }, FirstSeed)] };
        var poor = new Trace { Name = "poor", Runs = [.. DagGenerator.Generate(new DagOptions { HitRate = 0 }, FirstSeed)] };
        var alone = Replay(plans, 0.01);
        Assert.Equal(alone.PerRun, Replay(plans, 0.01, train: rich).PerRun);
        Assert.Equal(alone.PerRun, Replay(plans, 0.01, train: poor).PerRun);
        Assert.NotEqual(alone.PerRun, Replay(plans, 0.01, train: plans).PerRun);
    }

    private static IEnumerable<(int Seed, Trace Plans)> Shuffled(PlanOptions options, int count)
    {
        for (var seed = FirstSeed; seed < FirstSeed + count; seed++)
        {
            var runs = PlanGenerator.Generate(options, seed).ToArray();
            new Random(seed).Shuffle(runs);
            yield return (seed, new Trace { Name = "plans", Runs = runs });
        }
    }

    private static decimal BestDepth(Trace plans, double valueOfTime) =>
        Enumerable.Range(1, 6).Max(k => Replay(plans, valueOfTime, policy: $"fixed-depth:{k}").NetValueUsd);

    private static ReplayReport Replay(
        Trace plans, double valueOfTime, decimal dial = 1, string policy = "cost-aware", ILedger? ledger = null, Trace? train = null) =>
        Replayer.Run(plans, new ReplayOptions
        {
            Policy = policy, Dial = dial, ValueOfTime = new Usd((decimal)valueOfTime), Prices = Prices, Ledger = ledger, Train = train,
        }, TestContext.Current.CancellationToken);
}
