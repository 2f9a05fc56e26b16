using Forerun.Learning.Depth;
using Forerun.Tests.Guessing;
using Forerun.Workflows;

namespace Forerun.Tests.Learning.Depth;

public class DepthStateTests
{
    [Fact]
    public void Of_DraftedOrVerifiedSteps_IsTheSameState()
    {
        var verified = Of(Taken("deblur", "crop", "caption"));
        var loop = new AgentLoop("loop", new Operation("step"), (call, _) => call.Operation);
        var first = Taken("deblur", "crop");
        first.Real.Ask(first.Next);
        var drafted = first.Real.Suppose(new Guess(new Reading(first.Next.Slot), Value.Of("caption"), "drafter"), loop);
        Assert.Equal(verified.Features, DepthState.Of(drafted, Assert.Single(drafted.Due)).Features);
    }

    [Theory]
    [InlineData("deblur", "crop", "caption", true)]
    [InlineData("Deblur!", "crop", "caption", true)]
    [InlineData("deblur", "caption", "crop", false)]
    [InlineData("deblur", "crop", "answer", false)]
    [InlineData("translate", "crop", "caption", false)]
    public void Of_TaskAndSteps_TellsStatesApart(string task, string first, string second, bool isSame)
    {
        var (one, other) = (Of(Taken("deblur", "crop", "caption")).Features, Of(Taken(task, first, second)).Features);
        Assert.Equal(isSame, one.SequenceEqual(other));
    }

    [Fact]
    public void Of_ALongHistory_KeepsTheNewestSteps()
    {
        var steps = Enumerable.Range(0, 200).Select(i => $"step {i}").ToArray();
        Assert.NotEqual(Of(Taken("t", [.. steps, "crop"])).Features, Of(Taken("t", [.. steps, "caption"])).Features);
        Assert.InRange(Of(Taken("t", steps)).Features.Count, 1, 80);
    }

    [Fact]
    public void Of_AnyText_HoldsEachFeatureOnce()
    {
        var features = Of(Taken("a task of a task, äöü too", "crop", "crop")).Features;
        Assert.Equal(features.Count, features.Distinct().Count());
    }

    private static DepthState Of(Steps steps) => DepthState.Of(steps.Real, steps.Next);

    private static Steps Taken(string task, params string[] outputs) => outputs.Aggregate(new Steps(task), (steps, output) => steps.Then(output));
}
