using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class PriceTierTests
{
    private static readonly PriceTier Tier = new() { AboveInputTokens = 0, Input = 1, Output = 2 };

    [Fact]
    public void Init_OutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Tier with { AboveInputTokens = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Tier with { Input = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Tier with { Output = 1_000_001 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Tier with { CachedInput = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Tier with { CacheWrite = -1 });
    }
}
