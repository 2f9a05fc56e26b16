using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class ModelPriceTests
{
    private static readonly ModelPrice Plain = new() { Provider = "p", Model = "m", Input = 3, Output = 15 };

    private static readonly ModelPrice Rich = Plain with
    {
        CachedInput = 0.3m,
        CacheWrite = 3.75m,
        PerCall = 0.01m,
        Tiers =
        [
            new() { AboveInputTokens = 200_000, Input = 6, Output = 22.5m, CachedInput = 0.6m, CacheWrite = 7.5m },
            new() { AboveInputTokens = 500_000, Input = 12, Output = 45 },
        ],
    };

    [Fact]
    public void Cost_OfInputAndOutput_UsesBothRates() =>
        Assert.Equal(new Usd(0.0045m), Plain.Cost(new(InputTokens: 500, OutputTokens: 200)));

    [Fact]
    public void Cost_CachedAndWritten_ArePartOfInput() =>
        // 600·3 + 300·0.3 + 100·3.75 + 10·15 = 2415 per million, and the fee.
        Assert.Equal(new Usd(0.012415m), Rich.Cost(new(1000, 10, 300, 100, 4)));

    [Fact]
    public void Cost_NoCacheRates_ChargesInputRate() =>
        Assert.Equal(Plain.Cost(new(1000, 0)), Plain.Cost(new(1000, 0, 300, 100)));

    [Fact]
    public void Cost_Reasoning_IsPartOfOutput() =>
        Assert.Equal(Plain.Cost(new(0, 100)), Plain.Cost(new(0, 100, ReasoningTokens: 60)));

    [Fact]
    public void Cost_MissingCounts_CountAsTheirKnownParts()
    {
        Assert.Equal(new Usd(0.01m), Rich.Cost(new()));
        Assert.Equal(Rich.Cost(new(300, 0, 300)), Rich.Cost(new(CachedInputTokens: 300)));
        Assert.Equal(Rich.Cost(new(0, 60)), Rich.Cost(new(ReasoningTokens: 60)));
    }

    [Theory]
    [InlineData(200_000, "0.61")]
    [InlineData(200_001, "1.210006")]
    [InlineData(500_000, "3.01")]
    [InlineData(500_001, "6.010012")]
    public void Cost_AtTierBounds_ChargesTheWholeCallAtTheTier(long input, string expected) =>
        Assert.Equal(new Usd(decimal.Parse(expected)), Rich.Cost(new(input, 0)));

    [Fact]
    public void Cost_InTier_UsesItsOutputAndCacheRates()
    {
        Assert.Equal(new Usd(0.01m + ((100_001 * 6 + 100_000 * 0.6m + 1000 * 22.5m) / 1_000_000)), Rich.Cost(new(200_001, 1000, 100_000)));
        // The upper tier states no cache rates, so its input rate holds, not the base's cached rate.
        Assert.Equal(Rich.Cost(new(600_000, 0)), Rich.Cost(new(600_000, 0, 600_000)));
    }

    [Fact]
    public void Cost_ImpossibleUsage_Throws() => Assert.Throws<ArgumentException>(() => Plain.Cost(new(1, 1, 2)));

    [Fact]
    public void Cost_GreatestRatesAndCounts_DoesNotOverflow()
    {
        var dear = Plain with { Input = 1_000_000, Output = 1_000_000, PerCall = 1_000_000 };
        Assert.Equal(new Usd((2m * long.MaxValue) + 1_000_000), dear.Cost(new(long.MaxValue, long.MaxValue)));
        Assert.Equal(new Usd((2m * long.MaxValue) + 1_000_000), dear.WorstCase(long.MaxValue, long.MaxValue));
    }

    [Fact]
    public void Cost_OfOneCall_AllocatesNothing()
    {
        var usage = new TokenUsage(300_000, 200, 100, 100);
        Rich.Cost(usage);
        Rich.CostWhenCancelled(usage, 0.5m, CancelRule.Streamed);
        Rich.WorstCase(300_000, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Rich.Cost(usage);
            Rich.CostWhenCancelled(usage, 0.5m, CancelRule.Streamed);
            Rich.WorstCase(300_000, 10);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(CancelRule.Streamed, "0", "0.013")]
    [InlineData(CancelRule.Streamed, "0.25", "0.01675")]
    [InlineData(CancelRule.Streamed, "1", "0.028")]
    [InlineData(CancelRule.Streamed, "-3", "0.013")]
    [InlineData(CancelRule.Streamed, "7", "0.028")]
    [InlineData(CancelRule.Full, "0", "0.028")]
    [InlineData(CancelRule.None, "1", "0")]
    public void CostWhenCancelled_ByRule_BillsWhatTheRuleSays(CancelRule rule, string fraction, string expected) =>
        Assert.Equal(new Usd(decimal.Parse(expected)), Rich.CostWhenCancelled(new(1000, 1000), decimal.Parse(fraction), rule));

    [Fact]
    public void CostWhenCancelled_UnknownRule_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain.CostWhenCancelled(TokenUsage.Zero, 0, (CancelRule)9));

    [Fact]
    public void WorstCase_CacheWriteDearer_UsesCacheWrite() =>
        Assert.Equal(new Usd(0.01m + ((1000 * 3.75m + 100 * 15) / 1_000_000)), Rich.WorstCase(1000, 100));

    [Fact]
    public void WorstCase_CacheWriteCheaper_UsesInput() =>
        Assert.Equal(Plain.WorstCase(1000, 100), (Plain with { CacheWrite = 1, CachedInput = 0.1m }).WorstCase(1000, 100));

    [Fact]
    public void WorstCase_CheaperTierApplies_StaysDear()
    {
        var discount = Plain with { Tiers = [new() { AboveInputTokens = 10, Input = 1, Output = 1 }] };
        Assert.Equal(Plain.WorstCase(100, 100), discount.WorstCase(100, 100));
    }

    [Theory]
    [InlineData(200_000, "0.76")]
    [InlineData(200_001, "1.5100075")]
    [InlineData(600_000, "7.21")]
    public void WorstCase_AtTiers_UsesTheDearestThatApplies(long input, string expected) =>
        Assert.Equal(new Usd(decimal.Parse(expected)), Rich.WorstCase(input, 0));

    [Fact]
    public void WorstCase_NegativeCount_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain.WorstCase(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain.WorstCase(0, -1));
    }

    [Theory]
    [InlineData("-0.01")]
    [InlineData("1000000.01")]
    public void Init_RateOutOfRange_NamesTheProperty(string rate)
    {
        var value = decimal.Parse(rate);
        Assert.Equal("Input", Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { Input = value }).ParamName);
        Assert.Equal("Output", Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { Output = value }).ParamName);
        Assert.Equal("CachedInput", Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { CachedInput = value }).ParamName);
        Assert.Equal("CacheWrite", Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { CacheWrite = value }).ParamName);
        Assert.Equal("PerCall", Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { PerCall = value }).ParamName);
    }

    [Fact]
    public void Init_TiersNotRising_Throws() =>
        Assert.Throws<ArgumentException>(() => Plain with { Tiers = [Rich.Tiers[1], Rich.Tiers[0]] });

    [Fact]
    public void Equals_SameContent_IsEqual()
    {
        var twin = Rich with { Tiers = [.. Rich.Tiers] };
        Assert.Equal(Rich, twin);
        Assert.Equal(Rich.GetHashCode(), twin.GetHashCode());
        Assert.NotEqual(Rich, Rich with { Tiers = [Rich.Tiers[0]] });
    }
}
