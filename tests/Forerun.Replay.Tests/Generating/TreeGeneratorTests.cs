using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Generating;

public class TreeGeneratorTests
{
    [Fact]
    public void Generate_Tree_RecordsTheWayTaken()
    {
        var run = TreeGenerator.Generate(new TreeOptions { Ways = 4, Levels = 2 }, 1).First();

        Assert.Equal(["level-1", "level-2", "answer"], run.Steps.Select(s => s.Id));
        Assert.Empty(run.Steps[0].After);
        Assert.Equal(new TraceDependency("level-1", "router_k_way", 4, "$.label"), Assert.Single(run.Steps[1].After));
        Assert.Equal(new TraceDependency("level-2", "router_k_way", 4, "$.label"), Assert.Single(run.Steps[2].After));
        var way = run.Steps.SkipLast(1).Select(s => s.Output.GetProperty("label").GetString());
        Assert.Equal("answer by " + string.Join(" / ", way), run.Steps[2].Output.GetProperty("reply").GetString());
    }

    [Theory]
    [InlineData(0, 1 / 3.0)]
    [InlineData(1, 6 / 11.0)]
    public void Generate_Skew_IsThatOfEveryLevel(double skew, double expected)
    {
        var runs = TreeGenerator.Generate(new TreeOptions { Runs = 10_000, Skew = skew }, 1).ToList();
        foreach (var level in new[] { 0, 1, 2 })
            Assert.Equal(expected, runs.Count(r => r.Steps[level].Output.GetProperty("label").ValueEquals("route-1")) / 10_000.0, 0.02);
    }
}
