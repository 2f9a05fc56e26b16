using Forerun.Workflows;

namespace Forerun.Tests.Workflows;

public class RougeLTests
{
    /// <summary>The first two are the example of the paper: "the gunman kill police" has a common subsequence of 2 words, "police killed the gunman" one of 3.</summary>
    [Theory]
    [InlineData("police killed the gunman", "police kill the gunman", 0.75)]
    [InlineData("police killed the gunman", "the gunman kill police", 0.5)]
    [InlineData("Refund the order, please.", "refund  THE order please", 1)]
    [InlineData("a b c d e f", "a x b y c z", 0.5)]
    [InlineData("a b", "a b c d", 2 * 2 / 6.0)]
    [InlineData("", "a", 0)]
    [InlineData("", "", 0)]
    [InlineData("a", "b", 0)]
    public void Of_TwoTexts_IsTheFMeasureOfTheirCommonSubsequence(string one, string other, double expected)
    {
        Assert.Equal(expected, RougeL.Of(one, other), 12);
        Assert.Equal(expected, RougeL.Of(other, one), 12);
    }

    [Fact]
    public void Of_TextsThatAreTooLong_IsNothing()
    {
        var long1 = string.Join(' ', Enumerable.Range(0, RougeL.MostWords));
        Assert.Equal(1, RougeL.Of(long1, long1));
        Assert.Equal(0, RougeL.Of($"{long1} more", $"{long1} more"));
    }

    [Fact]
    public void AtLeast_ByDefault_IsSeventyPercent()
    {
        Assert.True(RougeL.AtLeast()("a b c d e f g h i j", "a b c d e f g x y z"));
        Assert.False(RougeL.AtLeast()("a b c d e f g h i j", "a b c d e f w x y z"));
        Assert.Throws<ArgumentOutOfRangeException>(() => RougeL.AtLeast(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RougeL.AtLeast(1.1));
    }
}
