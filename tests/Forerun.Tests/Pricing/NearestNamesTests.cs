using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class NearestNamesTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("gpt-4-turbos", "gpt-4-turbo", 1)]
    [InlineData("flaw", "lawn", 2)]
    public void Distance_OfTwoNames_CountsEdits(string a, string b, int expected) =>
        Assert.Equal(expected, NearestNames.Distance(a, b));

    [Fact]
    public void Of_SeveralNames_SortsByDistanceThenName() =>
        Assert.Equal(["aab", "aac", "abcd"], NearestNames.Of("aaa", ["abcd", "aac", "zzzzzz", "aab"], 3));

    [Fact]
    public void Of_OtherLetterCase_IsNoDistance() => Assert.Equal(["gpt-4o"], NearestNames.Of("GPT-4O", ["gpt-4a", "gpt-4o"], 1));

    [Fact]
    public void Of_QualifiedName_ComparesTheModelAlone() =>
        Assert.Equal(["gpt-4-turbo"], NearestNames.Of("openai/gpt-4-turbos", ["openai-something", "gpt-4-turbo"], 1));

    [Theory]
    [InlineData("polciy", "policy")]
    [InlineData("reply", "replay")]
    [InlineData("foo", null)]
    [InlineData("circle", null)]
    public void Meant_OnlyWhatIsNear(string wanted, string? meant) => Assert.Equal(meant, NearestNames.Meant(wanted, ["replay", "policy", "dag", "tree"]));

    [Fact]
    public void Meant_OfNoNames_IsNone() => Assert.Null(NearestNames.Meant("x", []));

    [Fact]
    public void Of_EndlessName_Answers() => Assert.Single(NearestNames.Of(new('x', 1_000_000), ["gpt-4o", new('y', 10_000)], 1));
}
