using Forerun.Deciding;
using Forerun.Policies.SpeculativeActions;
using Forerun.Pricing;

namespace Forerun.Tests.Policies.SpeculativeActions;

public class LaunchesTests
{
    [Fact]
    public void Gain_OfTwoBranches_IsTheWorthLessTheGainOfAStep()
    {
        // l = 1, c = 0.1: m = 1 gives (0.5 - 0.1) / 1.5 = 0.2667, m = 2 (0.8 - 0.2) / 1.8 = 0.3333; a hit is worth 1 - 0.3333.
        Assert.Equal(1 - (0.6m / 1.8m), Launches.Gain([Branch(0.5m, 0.1m), Branch(0.3m, 0.1m)]), 12);
    }

    [Fact]
    public void Gain_WhereASecondBranchDoesNotPay_CountsTheFirstAlone() =>
        Assert.Equal(1 - (0.4m / 1.5m), Launches.Gain([Branch(0.5m, 0.1m), Branch(0.01m, 0.1m)]), 12);

    [Fact]
    public void Gain_WhereNothingPays_IsTheWholeWorth()
    {
        Assert.Equal(1, Launches.Gain([Branch(0.1m, 2)]));
        Assert.Equal(0, Launches.Gain([]));
    }

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(0.5, 0.15)]
    [InlineData(0, 0.2)]
    public void Price_OfALaunch_RisesAsTheDialIsTurnedDown(double dial, double price) =>
        Assert.Equal((decimal)price, Launches.Price(Branch(0.5m, 0.1m) with { Dial = (decimal)dial }));

    private static Terms Branch(decimal probability, decimal cost) =>
        new(probability, TimeSpan.FromSeconds(100), new Usd(cost), default, new Usd(0.01m), 1);
}
