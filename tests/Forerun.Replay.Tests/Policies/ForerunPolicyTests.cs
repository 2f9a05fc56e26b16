using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Replay.Generating;
using Forerun.Traces;
using Verdict = Forerun.Deciding.Verdict;

namespace Forerun.Replay.Tests.Policies;

/// <summary><c>forerun</c> on generated families. The seeds are not those that it was tried on.</summary>
public class ForerunPolicyTests
{
    private static readonly PriceBook Prices = DefaultPriceBook.Load();

    [Theory]
    [InlineData(12)]
    [InlineData(24)]
    public void Router_UniformAndAboveItsCriticalWays_IsNeverBetOn(int ways)
    {
        for (var seed = 500_001; seed < 500_004; seed++)
        {
            var decisions = RouterDecisions(new RouterOptions { Ways = ways, Runs = 150 }, seed);
            Assert.NotEmpty(decisions);
            Assert.All(decisions, d => Assert.True(d.Verdict == Verdict.Wait, $"seed {seed}: bet at {d.Terms.Probability}"));
            Assert.All(decisions, d => Assert.True(d.Terms.Probability <= Terms.Round(1.0 / ways), $"seed {seed}: {d.Terms.Probability}"));
        }
    }

    [Fact]
    public void Router_UniformAndBelowItsCriticalWays_IsBetOnInSeveralBranches()
    {
        var report = Replay(Runs(RouterGenerator.Generate(new RouterOptions { Ways = 3, Runs = 60 }, 500_011)), 0.01);
        Assert.True(report.Bets > report.Runs, $"{report.Bets} bets in {report.Runs} runs");
        Assert.True(report.NetValueUsd > 0);
    }

    [Fact]
    public void Router_ThatProvesSkewed_IsBetOnAfterItHasContradictedThePrior()
    {
        var decisions = RouterDecisions(new RouterOptions { Ways = 12, Skew = 3, Runs = 200 }, 500_021);
        Assert.Equal(Verdict.Wait, decisions[0].Verdict);
        Assert.Contains(decisions, d => d.Verdict == Verdict.Speculate && d.Terms.Probability > 0.3m);
    }

    [Fact]
    public void Tree_OfMoreLevels_CostsAtMostLinearlyMore()
    {
        var perLevel = new List<decimal>();
        for (var levels = 2; levels <= 5; levels++)
        {
            var report = Replay(Runs(TreeGenerator.Generate(new TreeOptions { Levels = levels, Runs = 40 }, 500_031)), 0.01);
            perLevel.Add((report.Speculative.Usd - report.Sequential.Usd) / levels);
        }

        Assert.All(perLevel.Skip(1), extra => Assert.True(extra <= perLevel[0] * 2, string.Join(", ", perLevel)));
    }

    [Theory]
    [InlineData(0.003)]
    [InlineData(0.01)]
    public void Plans_OfTasksThatComeAgain_AreWorthMoreThanUnderAnyDepth(double valueOfTime)
    {
        for (var seed = 500_041; seed < 500_044; seed++)
        {
            var plans = Runs(PlanGenerator.Generate(new PlanOptions { Runs = 40 }, seed));
            var net = Replay(plans, valueOfTime).NetValueUsd;
            foreach (var other in (string[])["fixed-depth:1", "fixed-depth:2", "fixed-depth:4", "fixed-depth:6", "cost-aware", "sequential"])
                Assert.True(net >= Replay(plans, valueOfTime, policy: other).NetValueUsd, $"seed {seed}: {other} is better than {net}");
        }
    }

    [Fact]
    public void Spending_CostFirst_IsNeverMoreThanLatencyFirst()
    {
        for (var seed = 500_051; seed < 500_055; seed++)
        {
            var plans = Runs(PlanGenerator.Generate(new PlanOptions(), seed));
            Assert.True(Replay(plans, 0.01, dial: 0).Speculative.Usd <= Replay(plans, 0.01).Speculative.Usd, $"seed {seed}");
        }
    }

    [Fact]
    public void Bets_OnGuessesUponGuesses_AreOfferedAtOnceAndExplained()
    {
        var rows = new MemoryLedger();
        var report = Replay(Runs(PlanGenerator.Generate(new PlanOptions { Runs = 40 }, 500_061)), 0.03, ledger: rows);
        var bets = rows.Rows.OfType<DecisionRow>().Where(d => d.Decision.Verdict == Verdict.Speculate).ToList();
        Assert.Contains(bets, d => d.Guesses.Count >= 3);
        Assert.All(rows.Rows.OfType<DecisionRow>(), d => Assert.Equal(d.Decision.Verdict, d.Decision.Recompute()));
        Assert.True(report.MeanDepth > 1.5, $"{report.MeanDepth}");
    }

    [Fact]
    public void Plans_WhereCancellingIsFree_AreNotBetOnWhateverItIs()
    {
        var plans = Runs(PlanGenerator.Generate(new PlanOptions(), 500_111).Select(r => r with { CancelRule = CancelRule.None }));
        var report = Replay(plans, 0.01);
        Assert.InRange(report.PeakConcurrency, 1, 12);
        Assert.True(report.NetValueUsd > 0);
    }

    // The reply was guessed right in every run, and a call was bet on behind it for ever: 639 % more dollars.
    [Fact]
    public void Agent_ThatEndsWithTheSameReply_LearnsThatNothingFollowsIt()
    {
        var report = Replay(Runs(Enumerable.Range(1, 40).Select(i => Agent($"run-{i}"))), 0.01);
        Assert.InRange(report.Misses + report.Cancelled, 0, 4);
        Assert.InRange(report.Hits, 60, 80);
    }

    private static TraceRun Agent(string name)
    {
        var line = $$$"""
            {"run":"{{{name}}}","workload":"agent","steps":[
            {"id":"1","operation":"decide","kind":"model","model":"gpt-4o","effect":"none","output":{"tool":"find","arguments":{"id":7}},"seconds":3,"usage":{"input_tokens":500,"output_tokens":60}},
            {"id":"2","operation":"find","kind":"tool","after":["1"],"effect":"none","input":{"id":7},"output":{"state":"sent"},"seconds":1},
            {"id":"3","operation":"decide","kind":"model","model":"gpt-4o","after":["2"],"effect":"none","output":{"reply":"It was sent."},"seconds":2,"usage":{"input_tokens":700,"output_tokens":100}}]}
            """.ReplaceLineEndings("");
        return Assert.Single(TraceReader.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(line)), name).Runs);
    }

    // Nobody asks for what is bought: each guess under a draft had counted as a miss, and the edge to the drafter had gone to shadow.
    [Fact]
    public void Drafts_BoughtOnGuesses_AreNoMissesOfTheirEdge()
    {
        var rows = new MemoryLedger();
        Replay(Runs(PlanGenerator.Generate(new PlanOptions { Runs = 60, HitRate = 0.7 }, 500_101)), 0.01, ledger: rows);
        Assert.Contains(rows.Rows.OfType<DecisionRow>(), d => d.Edge.EndsWith("-> draft:direct", StringComparison.Ordinal) && d.Guesses.Count > 0);
        Assert.Empty(rows.Rows.OfType<MoveRow>());
    }

    [Theory]
    [InlineData(0.003)]
    [InlineData(0.01)]
    public void Plans_WhereNothingButTheDrafterIsRight_AreDraftedAheadAndWorthAsMuchAsUnderDsp(double valueOfTime)
    {
        var rows = new MemoryLedger();
        var plans = Runs(PlanGenerator.Generate(PlanPresets.DspTable with { Runs = 120 }, 500_071));
        var net = Replay(plans, valueOfTime, ledger: rows).NetValueUsd;
        Assert.True(net >= 0.9m * Replay(plans, valueOfTime, policy: "dsp:offset=2").NetValueUsd, $"{net}");
        var drafts = rows.Rows.OfType<DecisionRow>().Where(d => d.Edge.EndsWith("-> draft:direct", StringComparison.Ordinal)).ToList();
        Assert.Contains(drafts, d => d.Decision.Verdict == Verdict.Speculate && d.Guesses.Count > 0);
        Assert.All(drafts, d => Assert.Equal(d.Decision.Verdict, d.Decision.Recompute()));
    }

    [Theory]
    [InlineData(0.003)]
    [InlineData(0.01)]
    [InlineData(0.03)]
    public void RecordedPlans_FromNothing_AreWorthMoreThanUnderAnyOther(double valueOfTime)
    {
        var trace = TraceReader.Read(SharedData.PathOf("openagi-plan.jsonl"));
        var net = Replay(trace, valueOfTime).NetValueUsd;
        Assert.True(net >= -0.01m * Replay(trace, valueOfTime, policy: "sequential").Sequential.Usd);
        foreach (var other in (string[])["fixed-depth:2", "fixed-depth:4", "fixed-depth:6", "dsp", "dsp:offset=2", "cost-aware", "speculative-actions", "branch-beam"])
            Assert.True(net > Replay(trace, valueOfTime, policy: other).NetValueUsd, $"{other} is better than {net}");
    }

    [Theory]
    [InlineData(false, 52)]
    [InlineData(true, 40)]
    public void RecordedPlans_FromNothing_AreWorthTheirShareOfTheOracles(bool leaveOutTask, int percent)
    {
        var trace = TraceReader.Read(SharedData.PathOf("openagi-plan.jsonl"));
        var report = Replay(trace, 0.01, leaveOutTask: leaveOutTask);
        var oracle = (0.01m * (report.Sequential.Seconds - report.Oracle.Seconds)) - (report.Oracle.Usd - report.Sequential.Usd);
        Assert.True(report.NetValueUsd >= oracle * percent / 100, $"{report.NetValueUsd} of {oracle}");
    }

    /// <summary>The decisions at run time on what the router would say.</summary>
    private static List<Decision> RouterDecisions(RouterOptions options, int seed)
    {
        var rows = new MemoryLedger();
        Replay(Runs(RouterGenerator.Generate(options, seed)), 0.01, ledger: rows);
        return [.. rows.Rows.OfType<DecisionRow>().Where(d => d.Decision.Phase != Phase.Plan && d.Edge == "classify -> draft").Select(d => d.Decision)];
    }

    private static Trace Runs(IEnumerable<TraceRun> runs) => new() { Name = "generated", Runs = [.. runs] };

    private static ReplayReport Replay(
        Trace trace, double valueOfTime, decimal dial = 1, string policy = "forerun", ILedger? ledger = null, bool leaveOutTask = false) =>
        Replayer.Run(trace, new ReplayOptions
        {
            Policy = policy, Dial = dial, ValueOfTime = new Usd((decimal)valueOfTime), Prices = Prices, Ledger = ledger, LeaveOutTask = leaveOutTask,
        }, TestContext.Current.CancellationToken);
}
