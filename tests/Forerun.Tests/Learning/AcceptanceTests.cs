using Forerun.Learning;

namespace Forerun.Tests.Learning;

public class AcceptanceTests
{
    private readonly Acceptance acceptance = new([0, 1]);

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Probability_NothingLearned_IsThePrior(double prior) =>
        Assert.Equal(prior, acceptance.Probability("step", [1, Acceptance.Logit(prior)]), 9);

    [Theory]
    [InlineData(0.9, 0.3)]
    [InlineData(0.2, 0.6)]
    public void Probability_OfSourcesThatAreWronglySure_BecomesTheRate(double said, double rate)
    {
        var random = new Random(7);
        for (var i = 0; i < 4000; i++) acceptance.Observe("step", [1, Acceptance.Logit(said)], random.NextDouble() < rate);
        Assert.InRange(acceptance.Probability("step", [1, Acceptance.Logit(said)]), rate - 0.05, rate + 0.05);
    }

    [Fact]
    public void Probability_AfterMuchWasLearned_HardlyMovesWithOneMore()
    {
        var random = new Random(7);
        for (var i = 0; i < 4000; i++) acceptance.Observe("step", [1, 0.5], random.NextDouble() < 0.3);
        var before = acceptance.Probability("step", [1, 0.5]);
        acceptance.Observe("step", [1, 0.5], true);
        Assert.InRange(before, 0.26, 0.34);
        Assert.InRange(acceptance.Probability("step", [1, 0.5]) - before, 0, 0.001);
    }

    [Fact]
    public void Observe_OfSignsThatAlwaysComeTogether_MovesNoFurtherThanOfOneSign()
    {
        var together = new Acceptance([0, 0, 0, 0], variance: 0.05);
        var alone = new Acceptance([0], variance: 0.2);
        for (var i = 0; i < 20; i++)
        {
            together.Observe("step", [1, 1, 1, 1], i % 4 != 0);
            alone.Observe("step", [1], i % 4 != 0);
            Assert.Equal(alone.Probability("step", [1]), together.Probability("step", [1, 1, 1, 1]), 9);
        }
    }

    [Fact]
    public void Observe_OfOneOperation_TeachesNoOther()
    {
        for (var i = 0; i < 50; i++) acceptance.Observe("one", [1, 0], false);
        Assert.True(acceptance.Probability("one", [1, 0]) < 0.3);
        Assert.Equal(0.5, acceptance.Probability("other", [1, 0]));
    }

    [Fact]
    public void Restore_OfASnapshot_SaysTheSame_AndLeavesAloneWhatDoesNotFit()
    {
        for (var i = 0; i < 9; i++) acceptance.Observe("step", [1, 0.5], i % 3 == 0);
        var other = new Acceptance([0, 1]);
        other.Restore([.. acceptance.Snapshot(), new AcceptanceState("short", [1], [1]), new AcceptanceState("none", [double.NaN, 1], [1, 0, 0, 1]), new AcceptanceState("unsure", [1, 1], [1, 0, 0, double.NaN])]);
        Assert.Equal(acceptance.Probability("step", [1, 0.5]), other.Probability("step", [1, 0.5]));
        Assert.Single(other.Snapshot());
        var copy = acceptance.Copy();
        copy.Observe("step", [1, 0.5], true);
        Assert.NotEqual(acceptance.Probability("step", [1, 0.5]), copy.Probability("step", [1, 0.5]));
    }
}
