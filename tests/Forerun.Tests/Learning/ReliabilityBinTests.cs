using Forerun.Learning;

namespace Forerun.Tests.Learning;

public class ReliabilityBinTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.0999, 0)]
    [InlineData(0.1, 1)]
    [InlineData(0.95, 9)]
    [InlineData(1, 9)]
    public void Of_AProbability_IsItsTenth(double probability, int bin) => Assert.Equal(bin, ReliabilityBin.Of(probability));

    [Fact]
    public void With_AndPlus_CountWhatWasSaidAndWhatCameTrue()
    {
        var bin = default(ReliabilityBin).With(0.25, isRight: true).With(0.5, isRight: false) + new ReliabilityBin(1, 0.125, 1);

        Assert.Equal(new ReliabilityBin(3, 0.875, 2), bin);
    }
}
