using Forerun.Ledgers;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Policies;

/// <summary><c>dsp</c> on generated plans and on real ones.</summary>
public class DspPolicyTests
{
    private const string Plans = "openagi-plan.jsonl";

    /// <summary>A depth of 1 is too small from the first run on. Were such an end of the budget taken for a mismatch, it would stay 1.</summary>
    [Fact]
    public void Depth_WhereTheDrafterIsAlwaysRight_GrowsToTheWholePlan()
    {
        var plans = Generated(new PlanOptions { Runs = 60, HitRate = 1, MinSteps = 6, MaxSteps = 6 });
        var (dsp, oracle) = (Replay(plans, "dsp"), Replay(plans, "oracle:episode"));
        Assert.Equal(plans.Runs[0].Steps.Sum(s => s.Duration.TotalSeconds), (double)dsp.PerRun[0].Seconds, 0.01);
        var (late, ideal) = (dsp.PerRun.Skip(40).Sum(r => r.Seconds), oracle.PerRun.Skip(40).Sum(r => r.Seconds));
        Assert.InRange(late, ideal, ideal * 1.05m);
    }

    [Fact]
    public void Depth_WhereTheDrafterIsAlwaysWrong_StaysOne()
    {
        var report = Replay(Generated(new PlanOptions { Runs = 30, HitRate = 0, FalseTerminateRate = 0 }), "dsp");
        Assert.Equal(0, report.Bets);
    }

    [Fact]
    public void Depth_InOneLongRun_IsLearnedWithinIt()
    {
        var rows = new MemoryLedger();
        Replay(Generated(new PlanOptions { Runs = 1, HitRate = 0.8, MinSteps = 80, MaxSteps = 80 }), "dsp", rows);
        var depths = rows.Rows.OfType<DecisionRow>().Select(r => r.Decision.Score).ToList();
        Assert.Equal(1, depths[0]);
        Assert.InRange(depths.Max(), 3, 12);
    }

    /// <summary>Some tasks are easy for the drafter, some are not: more depth where it pays, so as quick as a fixed depth for less.</summary>
    [Fact]
    public void Depth_WhereTasksDiffer_IsWorthMoreThanAnyFixedOne()
    {
        var easy = PlanGenerator.Generate(new PlanOptions { Runs = 60, HitRate = 0.95 }, 1).Select(r => r with { Run = $"easy {r.Run}", Task = $"easy {r.Task}" });
        var hard = PlanGenerator.Generate(new PlanOptions { Runs = 60, HitRate = 0.15 }, 2).Select(r => r with { Run = $"hard {r.Run}", Task = $"hard {r.Task}" });
        var plans = new Trace { Name = "both", Runs = [.. easy.Zip(hard).SelectMany(p => (TraceRun[])[p.First, p.Second])] };
        var dsp = Replay(plans, "dsp:offset=1");
        foreach (var depth in Enumerable.Range(1, 6))
            Assert.True(Replay(plans, $"fixed-depth:{depth}").NetValueUsd < dsp.NetValueUsd, $"depth {depth}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Knobs_TurnedUp_AreFasterAndDearer(bool isReal)
    {
        var plans = isReal ? TraceReader.Read(SharedData.PathOf(Plans)) : Generated(new PlanOptions { Runs = 150 });
        foreach (var knobs in (string[][])[["dsp:tau=0.1", "dsp", "dsp:tau=0.9", "dsp:tau=0.99"], ["dsp:offset=-1", "dsp", "dsp:offset=1", "dsp:offset=3"]])
        {
            var reports = knobs.Select(k => Replay(plans, k)).ToList();
            foreach (var (less, more) in reports.Zip(reports.Skip(1)))
                Assert.True(
                    more.Speculative.Seconds < less.Speculative.Seconds && more.Speculative.Usd > less.Speculative.Usd && more.MeanDepth > less.MeanDepth,
                    $"{less.Policy}, {more.Policy}");
        }
    }

    [Fact]
    public void Dial_TurnedUp_IsFasterAndDearer()
    {
        var plans = Generated(new PlanOptions { Runs = 100 });
        var reports = ((decimal[])[0, 0.5m, 1]).Select(d => Replay(plans, "dsp:offset=1", dial: d)).ToList();
        Assert.Equal(reports.OrderBy(r => r.Speculative.Usd), reports);
        Assert.Equal(reports.OrderByDescending(r => r.Speculative.Seconds), reports);
        Assert.True(reports[0].MeanDepth < reports[2].MeanDepth);
    }

    [Fact]
    public void Training_OnOtherRuns_BeginsWhereTheyEnded()
    {
        var all = Generated(new PlanOptions { Runs = 60, HitRate = 0.9 });
        var (first, then) = (all with { Runs = [.. all.Runs.Take(40)] }, all with { Runs = [.. all.Runs.Skip(40)] });
        var trained = Replayer.Run(then, new ReplayOptions { Policy = "dsp", Train = first }, TestContext.Current.CancellationToken);
        Assert.Equal(Replay(all, "dsp").PerRun.Skip(40), trained.PerRun);
        Assert.NotEqual(Replay(then, "dsp").PerRun, trained.PerRun);
    }

    [Fact]
    public void LeavingOut_TheTask_LearnsNothingOfIt()
    {
        var plans = TraceReader.Read(SharedData.PathOf(Plans));
        var options = new ReplayOptions { Policy = "dsp", LeaveOutTask = true };
        var report = Replayer.Run(plans, options, TestContext.Current.CancellationToken);
        var last = plans.Runs[^1];
        var others = plans with { Runs = [.. plans.Runs.Where(r => r.Task != last.Task)] };
        var alone = Replayer.Run(plans with { Runs = [last] }, new ReplayOptions { Policy = "dsp", Train = others }, TestContext.Current.CancellationToken);
        Assert.Equal(alone.PerRun[0], report.PerRun[^1]);
    }

    [Theory]
    [InlineData("dsp:tau=2")]
    [InlineData("dsp:offset")]
    public void Knobs_ThatAreWrong_AreRefusedInOneSentence(string policy) =>
        Assert.StartsWith($"'{policy}' can't be read", Assert.Throws<ReplayException>(() => PolicyNames.Check(policy)).Message, StringComparison.Ordinal);

    private static Trace Generated(PlanOptions options) => new() { Name = "generated", Runs = [.. PlanGenerator.Generate(options, 600_001)] };

    private static ReplayReport Replay(Trace trace, string policy, ILedger? ledger = null, decimal dial = 1) =>
        Replayer.Run(trace, new ReplayOptions { Policy = policy, Ledger = ledger, Dial = dial }, TestContext.Current.CancellationToken);
}
