using Forerun.Ledgers;
using Forerun.Replay.Generating;
using Forerun.Traces;
using Verdict = Forerun.Deciding.Verdict;

namespace Forerun.Replay.Tests.Policies;

/// <summary><c>branch-beam</c> on generated DAGs.</summary>
public class BranchBeamTests
{
    [Fact]
    public void Dag_AtHome_SavesMoreThanOneStepAhead()
    {
        for (var seed = 800_001; seed < 800_004; seed++)
        {
            var trace = Dags(new DagOptions(), seed);
            var beam = Replay(trace);
            Assert.True(beam.Speculative.Seconds < Replay(trace, policy: "cost-aware").Speculative.Seconds, $"seed {seed}");
            Assert.True(beam.NetValueUsd > 0, $"seed {seed}");
        }
    }

    [Fact]
    public void FanIn_IsBetOnAsAWhole()
    {
        var ledger = new MemoryLedger();
        Replay(Dags(new DagOptions { FanInOnly = true, FanOut = 3 }, 800_011), ledger: ledger);
        var held = ledger.Rows.OfType<DecisionRow>().Where(d => d.Decision.Verdict == Verdict.Speculate).ToList();
        Assert.NotEmpty(held);
        Assert.All(held, d => Assert.Equal(3, d.Guesses.Count));
    }

    [Fact]
    public void Dial_TurnedUp_LeavesMoreSlackAndNeverSpendsLess()
    {
        var trace = Dags(new DagOptions { FanOut = 3, Levels = 2 }, 800_021);
        var reports = ((double[])[0, 0.25, 0.5, 0.75, 1]).Select(d => Replay(trace, d)).ToList();
        Assert.Equal(reports.Select(r => r.Speculative.Usd).Order(), reports.Select(r => r.Speculative.Usd));
        Assert.Equal(0, reports[0].Bets);
        Assert.True(reports[^1].Bets > reports[1].Bets);
    }

    [Fact]
    public void Peak_IsNeverBeyondTheSlots()
    {
        var report = Replay(Dags(new DagOptions { FanOut = 4, Levels = 3 }, 800_031));
        Assert.InRange(report.PeakConcurrency, 4, 8);
    }

    private static Trace Dags(DagOptions options, int seed) => new() { Name = "dag", Runs = [.. DagGenerator.Generate(options, seed)] };

    private static ReplayReport Replay(Trace trace, double dial = 1, string policy = "branch-beam", ILedger? ledger = null) =>
        Replayer.Run(trace, new ReplayOptions { Policy = policy, Dial = (decimal)dial, Ledger = ledger }, TestContext.Current.CancellationToken);
}
