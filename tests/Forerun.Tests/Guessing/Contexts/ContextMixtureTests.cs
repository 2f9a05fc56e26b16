using Forerun.Guessing.Contexts;
using Forerun.Workflows;

namespace Forerun.Tests.Guessing.Contexts;

public class ContextMixtureTests
{
    private readonly ContextMixture mixture = new();

    [Fact]
    public void Offer_NothingSeen_OffersNothing() => Assert.Empty(new Steps().Offered(mixture));

    [Fact]
    public void Offer_AfterTheSameOutput_PutsWhatFollowedItFirst()
    {
        for (var i = 0; i < 5; i++) new Steps().Then("crop", mixture).Then("caption", mixture).Then(i < 4 ? "translate" : "answer", mixture);
        var offered = new Steps().Then("crop").Then("caption").Offered(mixture);
        Assert.Equal(Value.Of("translate"), offered[0].Value);
        Assert.True(offered[0].Probability > 0.6);
        Assert.Equal(Value.Of("answer"), offered[1].Value);
        Assert.True(offered.Sum(g => g.Probability) <= 1);
    }

    [Fact]
    public void Offer_InOtherOrderOfTheSameOutputs_KnowsTheSet()
    {
        for (var i = 0; i < 3; i++) new Steps().Then("crop", mixture).Then("caption", mixture).Then("stop", mixture);
        Assert.Equal(Value.Of("stop"), new Steps().Then("caption").Then("crop").Offered(mixture)[0].Value);
    }

    [Fact]
    public void Offer_OfTheSameTopic_PutsThatTopicFirst()
    {
        for (var i = 0; i < 3; i++) new Steps("noise").Then("denoise", mixture);
        for (var i = 0; i < 5; i++) new Steps("words").Then("translate", mixture);
        Assert.Equal(Value.Of("denoise"), new Steps("noise").Offered(mixture)[0].Value);
        Assert.Equal(Value.Of("translate"), new Steps("words").Offered(mixture)[0].Value);
        Assert.True(new Steps("noise").Offered(mixture)[0].Probability > new Steps("other").Offered(mixture)[0].Probability);
    }

    [Fact]
    public void Offer_InASupposedWorld_CountsTheGuessAsWhatWasReturned()
    {
        for (var i = 0; i < 3; i++) new Steps().Then("crop", mixture).Then("caption", mixture);
        for (var i = 0; i < 3; i++) new Steps().Then("rotate", mixture).Then("compare", mixture);
        var loop = new AgentLoop("loop", new Operation("step"), (call, _) => call.Operation);
        var real = new World(new Forerun.Tests.Workflows.Shelf());
        var due = new List<Call>();
        loop.Next(real, due);
        real.Ask(due[0]);
        foreach (var (first, second) in new[] { ("crop", "caption"), ("rotate", "compare") })
        {
            var world = real.Suppose(new Guess(new Reading("1"), Value.Of(first), "test"), loop);
            var offers = new List<Forerun.Guessing.Offer>();
            mixture.Offer(world, world.Due[0], new Reading("2"), offers);
            Assert.Equal(Value.Of(second), offers[0].InHand!.Value);
        }
    }

    [Fact]
    public void Copy_LearnsOnByItself()
    {
        new Steps().Then("crop", mixture);
        var copy = mixture.Copy();
        for (var i = 0; i < 5; i++) new Steps().Then("rotate", copy);
        Assert.Equal(Value.Of("crop"), new Steps().Offered(mixture)[0].Value);
        Assert.Equal(Value.Of("rotate"), new Steps().Offered(copy)[0].Value);
    }

    [Fact]
    public void Restore_OfASnapshot_OffersTheSame()
    {
        for (var i = 0; i < 4; i++) new Steps("t").Then("crop", mixture).Then(i % 2 == 0 ? "caption" : "rotate", mixture);
        var other = new ContextMixture();
        other.Restore(mixture.Snapshot());
        Assert.Equal(mixture.Snapshot().ToHashSet(), other.Snapshot().ToHashSet());
        Assert.Equal(new Steps("t").Then("crop").Offered(mixture).ToHashSet(), new Steps("t").Then("crop").Offered(other).ToHashSet());
    }

    [Fact]
    public void Observe_MoreValuesThanAreKept_KeepsTheFrequentOne()
    {
        for (var i = 0; i < 300; i++) new Steps().Then(i % 3 == 0 ? "often" : $"once {i}", mixture);
        Assert.Equal(Value.Of("often"), new Steps().Offered(mixture)[0].Value);
        Assert.All(mixture.Snapshot().GroupBy(f => f.Context), context => Assert.InRange(context.Count(), 1, Tally.Most));
    }
}
