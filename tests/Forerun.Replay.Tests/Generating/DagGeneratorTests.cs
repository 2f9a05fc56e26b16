using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Generating;

public class DagGeneratorTests
{
    private static List<TraceRun> Dags(DagOptions options) => [.. DagGenerator.Generate(options, 1)];

    [Fact]
    public void Generate_OneLevel_FansOutAndIn()
    {
        var steps = Dags(new DagOptions { FanOut = 3 })[0].Steps;

        Assert.Equal(["source", "branch-1", "branch-2", "branch-3", "join"], steps.Select(s => s.Id));
        Assert.Empty(steps[0].After);
        Assert.All(steps.Skip(1).Take(3), s => Assert.Equal(new TraceDependency("source", "classifier", Reads: "$.topic"), Assert.Single(s.After)));
        Assert.Equal(["branch-1", "branch-2", "branch-3"], steps[4].After.Select(a => a.Id));
        Assert.Single(steps.Skip(1).Take(3).Select(s => s.Duration).Distinct());
    }

    [Fact]
    public void Generate_TwoLevels_ChainsThem()
    {
        var steps = Dags(new DagOptions { FanOut = 1, Levels = 2 })[0].Steps;

        Assert.Equal(["source", "branch-1", "join", "source.2", "branch-1.2", "join.2"], steps.Select(s => s.Id));
        Assert.Equal("join", Assert.Single(steps[3].After).Id);
    }

    [Fact]
    public void Generate_FanInOnly_HasNoSource()
    {
        var steps = Dags(new DagOptions { FanInOnly = true, FanOut = 2, Levels = 2 })[0].Steps;

        Assert.Equal(["branch-1", "branch-2", "join", "branch-1.2", "branch-2.2", "join.2"], steps.Select(s => s.Id));
        Assert.Empty(steps[1].After);
        Assert.Equal(["branch-1", "branch-2"], steps[2].After.Select(a => a.Id));
        Assert.Equal("join", Assert.Single(steps[3].After).Id);
    }

    [Fact]
    public void Generate_HitRate_IsHowOftenTheUsualTopicComes()
    {
        var topics = Dags(new DagOptions { Runs = 10_000 }).Select(r => r.Steps[0].Output.GetProperty("topic").GetString()!).CountBy(t => t).ToList();

        Assert.Equal(5, topics.Count);
        Assert.Equal(0.8, topics.Max(t => t.Value) / 10_000.0, 0.02);
    }

    [Fact]
    public void Generate_FanInHitRate_IsHowOftenEachBranchHasItsUsualFinding()
    {
        var runs = Dags(new DagOptions { Runs = 10_000, FanInOnly = true });
        foreach (var branch in new[] { 0, 1 })
        {
            var usual = runs.CountBy(r => r.Steps[branch].Output.GetProperty("finding").GetString()!).Max(f => f.Value);
            Assert.Equal(0.8, usual / 10_000.0, 0.02);
        }
    }

    [Fact]
    public void Generate_Branch_FollowsFromTheTopicItReads()
    {
        var byTopic = Dags(new DagOptions { Runs = 300 })
            .GroupBy(r => r.Steps[0].Output.GetRawText(), r => r.Steps[1].Output.GetRawText() + r.Steps[^1].Output.GetRawText(), StringComparer.Ordinal);
        Assert.All(byTopic, outputs => Assert.Single(outputs.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void Generate_NoJitter_IsConstant() =>
        Assert.All(Dags(new DagOptions { Jitter = 0 }), r => Assert.Equal([6, 6, 6, 4], r.Steps.Select(s => s.Duration.TotalSeconds)));
}
