using Forerun.Replay.Comparing;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Comparing;

public class LineupTests
{
    private static readonly Trace Plans = new() { Name = "plans", Runs = [.. PlanGenerator.Generate(new PlanOptions { Runs = 2 }, 1)] };

    [Fact]
    public void Of_ATrace_HasEveryPolicyThatThereIs()
    {
        var families = Lineup.Of(Plans).Select(Lineup.Family).ToHashSet();

        Assert.All(
            PolicyNames.All.Where(name => !PolicyNames.NeedsLog(name)),
            name => Assert.Contains(name.Split(':', '[')[0], families));
        Assert.All(Lineup.Of(Plans), PolicyNames.Check);
        Assert.Equal("sequential", Lineup.Of(Plans)[0]);
        Assert.Equal(Lineup.Of(Plans).Distinct(), Lineup.Of(Plans));
    }

    [Fact]
    public void Of_ATraceWithLogs_HasLogged()
    {
        var logged = Plans with { Runs = [.. Plans.Runs.Select(r => r with { Logged = new TraceLog { WallSeconds = 1 } })] };

        Assert.DoesNotContain("logged", Lineup.Of(Plans));
        Assert.Contains("logged", Lineup.Of(logged));
    }

    [Fact]
    public void Between_Policies_HasTheBracketsOnceEach()
    {
        var names = Lineup.Between(["forerun", "oracle", "sequential", "forerun"]);

        Assert.Equal(["sequential", "forerun"], names.Take(2));
        Assert.Equal(PolicyNames.All.Count(n => PolicyNames.Foresees(n) && n != "logged"), names.Count - 2);
    }

    [Theory]
    [InlineData("forerun", true)]
    [InlineData("cost-aware", true)]
    [InlineData("fixed-depth:4", false)]
    [InlineData("oracle", false)]
    [InlineData("sequential", false)]
    public void HasDial_IsWhatTheDialMoves(string policy, bool hasDial) => Assert.Equal(hasDial, Lineup.HasDial(policy));
}
