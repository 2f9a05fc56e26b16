using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class MatchRuleTests
{
    [Theory]
    [InlineData("abc", true, false, false, false)]
    [InlineData("abcd", false, true, true, false)]
    [InlineData("xabc", false, false, true, true)]
    [InlineData("ABC", false, false, false, false)]
    public void Accepts_ByKind_ComparesOrdinally(string name, bool exact, bool prefix, bool part, bool suffix)
    {
        Assert.Equal(exact, new MatchRule.Exact("abc").Accepts(name));
        Assert.Equal(prefix || exact, new MatchRule.Prefix("abc").Accepts(name));
        Assert.Equal(part || exact, new MatchRule.Part("abc").Accepts(name));
        Assert.Equal(suffix || exact, new MatchRule.Suffix("abc").Accepts(name));
    }

    [Fact]
    public void Accepts_AnyAndAll_JoinRules()
    {
        MatchRule[] rules = [new MatchRule.Prefix("a"), new MatchRule.Suffix("z")];
        Assert.True(new MatchRule.Any(rules).Accepts("ab"));
        Assert.False(new MatchRule.Any(rules).Accepts("bb"));
        Assert.True(new MatchRule.All(rules).Accepts("az"));
        Assert.False(new MatchRule.All(rules).Accepts("ab"));
    }

    [Fact]
    public void ExactNames_OfAlternatives_AreTheEqualsAlone()
    {
        var rule = new MatchRule.Any([new MatchRule.Exact("a"), new MatchRule.Prefix("b"), new MatchRule.Any([new MatchRule.Exact("c")])]);
        Assert.Equal(["a", "c"], rule.ExactNames);
        // An "and" of names accepts none of them alone.
        Assert.Empty(new MatchRule.All([new MatchRule.Exact("a"), new MatchRule.Exact("c")]).ExactNames);
    }
}
