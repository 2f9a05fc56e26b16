using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class TokenUsageTests
{
    [Fact]
    public void Add_NullAndValue_TakesTheValue()
    {
        var sum = new TokenUsage(InputTokens: 5, ReasoningTokens: 1) + new TokenUsage(OutputTokens: 7, ReasoningTokens: 2);
        Assert.Equal(new TokenUsage(InputTokens: 5, OutputTokens: 7, ReasoningTokens: 3), sum);
    }

    [Fact]
    public void Add_AllCounts_AddsEach() =>
        Assert.Equal(new TokenUsage(11, 22, 33, 44, 55), new TokenUsage(1, 2, 3, 4, 5) + new TokenUsage(10, 20, 30, 40, 50));

    [Fact]
    public void Add_NullAndNull_StaysUnknown() => Assert.Null((new TokenUsage() + new TokenUsage()).InputTokens);

    [Fact]
    public void Add_BeyondLong_Throws() =>
        Assert.Throws<OverflowException>(() => new TokenUsage(long.MaxValue) + new TokenUsage(1));

    [Fact]
    public void Zero_EveryCount_IsKnown()
    {
        Assert.Equal(new TokenUsage(0, 0, 0, 0, 0), TokenUsage.Zero);
        Assert.True(TokenUsage.Zero.IsComplete);
    }

    [Theory]
    [InlineData(1L, 1L, true)]
    [InlineData(null, 1L, false)]
    [InlineData(1L, null, false)]
    public void IsComplete_NeedsInputAndOutput(long? input, long? output, bool complete) =>
        Assert.Equal(complete, new TokenUsage(input, output).IsComplete);

    [Theory]
    [InlineData(-1L, null, null, null, null, "InputTokens")]
    [InlineData(null, -1L, null, null, null, "OutputTokens")]
    [InlineData(null, null, -1L, null, null, "CachedInputTokens")]
    [InlineData(null, null, null, -1L, null, "CacheWriteTokens")]
    [InlineData(null, null, null, null, -1L, "ReasoningTokens")]
    [InlineData(10L, 1L, 11L, null, null, "InputTokens is 10")]
    [InlineData(10L, 1L, 6L, 5L, null, "InputTokens is 10")]
    [InlineData(10L, 1L, null, 11L, null, "InputTokens is 10")]
    [InlineData(10L, 1L, long.MaxValue, long.MaxValue, null, "InputTokens is 10")]
    [InlineData(10L, 1L, null, null, 2L, "OutputTokens is 1")]
    public void Validate_ImpossibleCounts_NamesTheCount(long? input, long? output, long? cached, long? write, long? reasoning, string expected)
    {
        var fault = Assert.Throws<ArgumentException>(() => new TokenUsage(input, output, cached, write, reasoning).Validate());
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10L, 4L, 6L, 4L, 4L)]
    [InlineData(null, null, 6L, 4L, 4L)]
    [InlineData(0L, 0L, 0L, 0L, 0L)]
    public void Validate_PossibleCounts_ReturnsTheUsage(long? input, long? output, long? cached, long? write, long? reasoning)
    {
        var usage = new TokenUsage(input, output, cached, write, reasoning);
        Assert.Same(usage, usage.Validate());
    }
}
