using Forerun.Ledgers;
using Forerun.Replay.Generating;
using Forerun.Traces;
using Verdict = Forerun.Traces.Verdict;

namespace Forerun.Replay.Tests.Policies;

/// <summary><c>sherlock</c> on generated runs whose match rate is known.</summary>
public class SherlockTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.4)]
    [InlineData(0.7)]
    [InlineData(0.9)]
    public void Waste_IsWhatTheMatchRateLetsExpect(double matchRate)
    {
        // One level, constant times: the children take 4 s of the verifier's 8, so all of them are through when it changes something.
        var options = new VerifyOptions { Runs = 1_000, Levels = 1, Children = 3, MatchRate = matchRate, Jitter = 0 };
        var trace = new Trace { Name = "verify", Runs = [.. VerifyGenerator.Generate(options, 700_001)] };

        var report = Replay(trace, "sherlock");

        var child = 0.0000025m * options.InputTokens + 0.00001m * options.OutputTokens;
        var expected = (1 - (decimal)matchRate) * options.Runs * options.Children * child; // Eq. 6; no verifier behind the children
        Assert.InRange(report.WasteUsd / expected, 0.9m, 1.1m);
        var changed = trace.Runs.Skip(1).SelectMany(r => r.Steps).Count(s => s.Verdict == Verdict.Changed); // nothing is known in the first run
        Assert.Equal(changed * options.Children * child, report.WasteUsd);
        Assert.Equal(changed * options.Children, report.Misses);
    }

    [Fact]
    public void MatchRate_IsLearnedFromTheVerdicts()
    {
        var ledger = new MemoryLedger();
        var trace = new Trace { Name = "verify", Runs = [.. VerifyGenerator.Generate(new VerifyOptions { Runs = 500, Levels = 1, MatchRate = 0.2 }, 700_021)] };

        Replay(trace, "sherlock", ledger: ledger);

        var bets = ledger.Rows.OfType<DecisionRow>().ToList();
        Assert.True(bets[0].Decision.Terms.Probability > 0.5m);
        Assert.InRange(bets[^1].Decision.Terms.Probability, 0.15m, 0.25m);
    }

    [Fact]
    public void Budget_OfMoreDollars_SavesMoreAndCostsMore()
    {
        var trace = new Trace { Name = "verify", Runs = [.. VerifyGenerator.Generate(new VerifyOptions(), 700_031)] };
        var reports = ((string[])["sherlock:0", "sherlock:0.01", "sherlock:0.02", "sherlock"]).Select(p => Replay(trace, p)).ToList();
        Assert.Equal(reports.Select(r => r.Speculative.Usd).Order(), reports.Select(r => r.Speculative.Usd));
        Assert.Equal(reports.Select(r => r.Speculative.Seconds).OrderDescending(), reports.Select(r => r.Speculative.Seconds));
        Assert.Equal((0, reports[0].Sequential.Seconds), (reports[0].Bets, reports[0].Speculative.Seconds));
    }

    [Fact]
    public void OtherWorkloads_HaveNothingToVerify_AndAreSequential()
    {
        var report = Replay(new Trace { Name = "dag", Runs = [.. DagGenerator.Generate(new DagOptions(), 700_041)] }, "sherlock");
        Assert.Equal((0, report.Sequential), (report.Bets, report.Speculative));
    }

    [Theory]
    [InlineData("cost-aware")]
    [InlineData("forerun")]
    public void OtherPolicies_HearThatAVerifierMayChangeNothing(string policy)
    {
        var report = Replay(new Trace { Name = "verify", Runs = [.. VerifyGenerator.Generate(new VerifyOptions(), 700_051)] }, policy);
        Assert.True(report.NetValueUsd > 0 && report.Hits > 100, $"{report.NetValueUsd} with {report.Hits} hits");
    }

    private static ReplayReport Replay(Trace trace, string policy, ILedger? ledger = null) =>
        Replayer.Run(trace, new ReplayOptions { Policy = policy, Ledger = ledger }, TestContext.Current.CancellationToken);
}
