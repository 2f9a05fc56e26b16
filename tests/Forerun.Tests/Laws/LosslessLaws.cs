using Forerun.Ledgers;
using Forerun.Running;
using Forerun.Testing;

namespace Forerun.Tests.Laws;

/// <summary>Law 1: answers, effects and their order, and real requests are those of the run without speculation.</summary>
public class LosslessLaws
{
    [Fact]
    public void Run_WithAnyBets_EqualsTheSequentialRun() => Seeds.Check(1000, seed => Same(new Scenario(seed).Turning()));

    [Fact]
    public void Run_WithAnyBetsInAChangingWorld_EqualsTheSequentialRun() => Seeds.Check(400, seed => Same(new Scenario(seed)
    {
        Program = RandomPrograms.LoopOf(seed), World = new WorldOptions { Changing = true }, Policy = () => new ChaosPolicy(seed),
    }));

    [Fact]
    public void Run_ThatFailsForGood_HasTheEffectsOfTheSequentialRunSoFar() => Seeds.Check(400, seed =>
    {
        var scenario = new Scenario(seed) { World = new WorldOptions { Permanent = 0.15 } };
        var (real, early) = (scenario.Sequential(), scenario.Play());
        Assert.Equal(real.Result.End, early.Result.End);
        OneGoesOnWhereTheOtherStops(real.Effects, early.Effects);
    });

    [Fact]
    public void Run_WithFailuresThatAreAnswers_EqualsTheSequentialRun() => Seeds.Check(400, seed =>
        Same(new Scenario(seed) { World = new WorldOptions { Permanent = 0.15, Answering = true } }.Turning()));

    [Fact]
    public void Run_ThatIsGivenUp_HasTheEffectsOfTheSequentialRunSoFar() => Seeds.Check(400, seed =>
    {
        var abort = (Draws.Of(seed, "abort").Seconds(0, 15), EventKind.Aborted, (Forerun.Policies.Settings?)null);
        var scenario = new Scenario(seed) { Disturbances = [abort] };
        var (real, early) = ((scenario with { Disturbances = [] }).Sequential(), scenario.Play());
        Assert.Equal(early.Effects, real.Effects.Take(early.Effects.Count));
        if (early.Result.End == RunEnd.Answered) Assert.Equal(real.Result.Answer, early.Result.Answer);
        else Assert.Equal(RunEnd.Cancelled, early.Result.End);
    });

    private static void Same(Scenario scenario)
    {
        var (real, early) = (scenario.Sequential(), scenario.Play());
        Assert.Equal(RunEnd.Answered, real.Result.End);
        Assert.Equal(RunEnd.Answered, early.Result.End);
        Assert.Equal(real.Result.Answer, early.Result.Answer);
        Assert.Equal(real.Effects, early.Effects);
        Assert.Equal(real.Requests, early.Requests);
    }

    private static void OneGoesOnWhereTheOtherStops(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var both = Math.Min(one.Count, other.Count);
        Assert.Equal(one.Take(both), other.Take(both));
    }
}
