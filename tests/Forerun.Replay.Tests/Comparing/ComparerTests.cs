using Forerun.Replay.Comparing;
using Forerun.Replay.Generating;
using Forerun.Replay.Tests.Laws;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Comparing;

public class ComparerTests
{
    private static readonly Trace Plans = new() { Name = "plans", Runs = [.. PlanGenerator.Generate(new PlanOptions { Runs = 6, Tasks = 2 }, 1)] };

    [Fact]
    public void Run_OfAnyPolicy_SaysWhatReplaySays()
    {
        var comparison = Comparer.Run(Plans, new CompareOptions());

        foreach (var row in comparison.Rows)
        {
            var alone = Replayer.Run(Plans, new ReplayOptions { Policy = row.Policy });
            Assert.Equal(alone.PerRun, row.Replay.PerRun);
            Assert.Equal(alone with { PerRun = row.Replay.PerRun, Oracle = row.Replay.Oracle }, row.Replay);
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    public void Run_OfAnyTrace_AccountsForEveryDollarAndEveryBet(int seed)
    {
        foreach (var row in Comparer.Run(RandomTraces.Of(seed), new CompareOptions()).Rows)
        {
            Assert.Equal(row.Replay.Speculative.Usd, row.Spending.Whole);
            Assert.Equal(
                (row.Replay.Hits, row.Replay.Misses, row.Replay.Cancelled),
                (row.BetsOn.Sum(b => b.Hits), row.BetsOn.Sum(b => b.Misses), row.BetsOn.Sum(b => b.Cancelled)));
            Assert.Equal(row.Replay.Brier is null, row.Reliability.Sum(b => b.Count) == 0);
            Assert.All(row.Reliability, bin => Assert.InRange(bin.Right, 0, bin.Count));
            if (row.Interval is { } interval) Assert.True(interval.Low <= interval.High);
        }
    }

    [Fact]
    public void Run_AgainstTargetAndDrafter_PaysTheDrafterOnceAStep()
    {
        var options = new CompareOptions { Policies = ["fixed-depth:1", "fixed-depth:2"] };

        var target = Comparer.Run(Plans, options);
        var both = Comparer.Run(Plans, options with { Baseline = Baseline.TargetAndDrafter });

        // At depth 1 the published systems pay their drafter beside each step and start nothing early: that is this baseline.
        Assert.Equal((0m, 0m, 0m), (Row(both, "fixed-depth:1").CostPercent, Row(both, "fixed-depth:1").PromptPercent, Row(both, "fixed-depth:1").GeneratedPercent));
        Assert.True(Row(both, "sequential").CostPercent < 0);
        Assert.True(Row(target, "fixed-depth:1").CostPercent > 0);
        Assert.Equal(Row(target, "fixed-depth:2").TimePercent, Row(both, "fixed-depth:2").TimePercent);
        Assert.Equal(target.Rows.Select(r => r.Replay.NetValueUsd), both.Rows.Select(r => r.Replay.NetValueUsd));
    }

    [Fact]
    public void Run_WhereNoBetIsPlaced_EqualsSequential_AndIsNotTheBest()
    {
        var one = Plans with { Runs = [.. PlanGenerator.Generate(new PlanOptions { Runs = 1, MinSteps = 1, MaxSteps = 1 }, 1)] };

        var comparison = Comparer.Run(one, new CompareOptions { Policies = ["cost-aware", "fixed-depth:1"] });

        Assert.True(comparison.Rows.Single(r => r.Policy == "cost-aware").EqualsSequential);
        Assert.False(comparison.Rows.Single(r => r.Policy == "fixed-depth:1").EqualsSequential); // no bet either, but it paid its drafter
        Assert.False(comparison.Rows.Single(r => r.Policy == "sequential").EqualsSequential);
        Assert.Null(comparison.Best);
        Assert.Equal(["sequential"], comparison.Front.Select(p => p.Name));
    }

    [Fact]
    public void Run_WithSweeps_MeetsTheRowsWhereTheSettingIsTheSame()
    {
        var comparison = Comparer.Run(Plans, new CompareOptions { Policies = ["forerun", "cost-aware", "fixed-depth:2"], DialSweep = true, ValueSweep = true });

        Assert.Equal([0m, 0.25m, 0.5m, 0.75m, 1m], comparison.DialSweep.Where(p => p.Policy == "forerun").Select(p => p.At));
        Assert.Equal(["cost-aware", "forerun"], comparison.DialSweep.Concat(comparison.ValueSweep).Select(p => p.Policy).Distinct().Order());
        foreach (var same in comparison.DialSweep.Where(p => p.At == comparison.Dial).Concat(comparison.ValueSweep.Where(p => p.At == comparison.ValueOfTime)))
        {
            var replay = comparison.Rows.Single(r => r.Policy == same.Policy).Replay;
            Assert.Equal((replay.Speculative, replay.NetValueUsd), (new Bill(same.Seconds, same.Usd), same.NetValueUsd));
        }
    }

    [Fact]
    public void Run_OfTheRows_PutsTheBestFirstBetweenItsBrackets()
    {
        var rows = Comparer.Run(Plans, new CompareOptions()).Rows;
        var candidates = rows.Where(r => !r.IsBracket).ToList();

        Assert.Equal("sequential", rows[0].Policy);
        Assert.Equal(candidates.OrderByDescending(r => r.Replay.NetValueUsd), candidates);
        Assert.Equal(candidates, rows.Skip(1).Take(candidates.Count));
    }

    [Fact]
    public void Run_WhenStopped_Stops()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Told(done => { if (done == 3) stop.Cancel(); });

        Assert.ThrowsAny<OperationCanceledException>(() =>
            Comparer.Run(Plans, new CompareOptions { Replay = new ReplayOptions { Progress = progress } }, stop.Token));
        Assert.InRange(progress.Last, 3, 3 + Environment.ProcessorCount);
    }

    [Fact]
    public void Rerun_OfARun_HasTheRowsOfTheWholePass()
    {
        var told = Comparer.Run(Plans, new CompareOptions { Policies = ["forerun"] }).Rows.Single(r => r.Policy == "forerun");
        var run = told.Replay.PerRun[^1];

        var rows = Rerun.Of(Plans, new ReplayOptions(), "forerun", [run.Run])[run.Run];

        Assert.Equal(run.Usd, Assert.Single(rows.OfType<Forerun.Ledgers.RunRow>()).Cost.Amount);
        Assert.All(rows, r => Assert.Equal(run.Run, r.Tags.Run));
    }

    private static Columns Row(Comparison comparison, string policy) => comparison.Rows.Single(r => r.Policy == policy).Columns;

    private sealed class Told(Action<int> told) : IProgress<(int Done, int Of)>
    {
        public int Last { get; private set; }

        public void Report((int Done, int Of) value) => told(Last = value.Done);
    }
}
