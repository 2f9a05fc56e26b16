using Forerun.Replay.Generating;

namespace Forerun.Replay.Tests.Generating;

public class DiceTests
{
    [Fact]
    public void Share_ASeed_GivesTheSameNumbersForEver()
    {
        var dice = new Dice(1);
        double[] drawn = [dice.Share(), dice.Share(), dice.Share()];

        Assert.Equal([0.56656158, 0.74578176, 0.97100275], drawn.Select(d => Math.Round(d, 8)));
    }

    [Fact]
    public void Factor_Sigma_HasMeanOneAndThatSpread()
    {
        var dice = new Dice(2);
        var factors = Enumerable.Range(0, 100_000).Select(_ => dice.Factor(0.35)).ToList();

        var logarithms = factors.ConvertAll(Math.Log);
        var mean = logarithms.Average();
        Assert.Equal(1, factors.Average(), 0.01);
        Assert.Equal(0.35, Math.Sqrt(logarithms.Average(l => (l - mean) * (l - mean))), 0.01);
    }

    [Fact]
    public void Factor_SigmaZero_IsOneAndTakesAsManyDraws()
    {
        Dice still = new(3), lively = new(3);

        Assert.Equal(1, still.Factor(0));
        lively.Factor(1);

        Assert.Equal(still.Share(), lively.Share());
    }

    [Theory]
    [InlineData(0, new[] { 0.25, 0.25, 0.25, 0.25 })]
    [InlineData(1, new[] { 0.48, 0.24, 0.16, 0.12 })]
    public void Rank_Exponent_FollowsZipf(double exponent, double[] expected)
    {
        var dice = new Dice(4);
        var counts = new int[4];
        for (var i = 0; i < 100_000; i++)
            counts[dice.Rank(4, exponent)]++;

        for (var r = 0; r < 4; r++)
            Assert.Equal(expected[r], counts[r] / 100_000.0, 0.01);
    }
}
