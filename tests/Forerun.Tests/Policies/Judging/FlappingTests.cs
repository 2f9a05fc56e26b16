using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Policies.Judging;
using Forerun.Pricing;

namespace Forerun.Tests.Policies.Judging;

public class FlappingTests
{
    private static readonly Key Bet = new("draft", Digest.Of("x"), 0);
    private readonly Flapping flapping = new();

    [Fact]
    public void Forgives_TwoLooksInOneMoment_CountOnce()
    {
        Assert.True(Forgives(0.45, at: 1));
        Assert.True(Forgives(0.45, at: 1));
        Assert.True(Forgives(0.45, at: 1));
        Assert.False(Forgives(0.45, at: 2));
    }

    [Fact]
    public void Forgives_OtherTermsInOneMoment_AreANewEstimate()
    {
        Assert.True(Forgives(0.45, at: 1));
        Assert.False(Forgives(0.44, at: 1));
        Assert.False(Forgives(0.44, at: 1));
    }

    [Fact]
    public void Forgives_TimeMovesOn_IsANewEstimate()
    {
        Assert.True(Forgives(0.45, at: 1));
        Assert.False(Forgives(0.45, at: 1.5));
        Assert.False(Forgives(0.45, at: 1.5));
    }

    [Fact]
    public void Forgives_EstimateAboveTheThresholdBetween_BeginsAnew()
    {
        Assert.True(Forgives(0.45, at: 1));
        Assert.False(Forgives(0.55, at: 2));
        Assert.True(Forgives(0.45, at: 3));
    }

    [Fact]
    public void Forgives_ProbabilityBelowHalfTheBreakEven_NotEvenOnce() => Assert.False(Forgives(0.2, at: 1));

    /// <summary>At dial 1, with L = C, a bet breaks even at a probability of a half.</summary>
    private bool Forgives(double probability, double at)
    {
        var terms = new Terms(Terms.Round(probability), TimeSpan.FromSeconds(1), new Usd(0.01m), Usd.Zero, new Usd(0.01m), 1);
        return flapping.Forgives(Bet, terms, TimeSpan.FromSeconds(at));
    }
}
