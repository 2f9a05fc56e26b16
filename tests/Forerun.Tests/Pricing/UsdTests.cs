using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class UsdTests
{
    [Fact]
    public void Operators_OnAmounts_AreExact()
    {
        Assert.Equal(new Usd(0.3m), new Usd(0.1m) + new Usd(0.2m));
        Assert.Equal(new Usd(-0.1m), new Usd(0.1m) - new Usd(0.2m));
        Assert.Equal(new Usd(0.05m), 0.5m * new Usd(0.1m));
        Assert.Equal(new Usd(-1), -new Usd(1));
    }

    [Fact]
    public void Comparison_OfAmounts_FollowsTheAmount()
    {
        Usd less = new(1), more = new(2);
        Assert.True(less < more && more > less && less <= new Usd(1) && less >= new Usd(1));
        Assert.Equal(more, Usd.Max(less, more));
        Assert.Equal(less, Usd.Min(less, more));
    }

    [Theory]
    [InlineData("0.0135", "$0.0135")]
    [InlineData("-1.2", "-$1.2000")]
    [InlineData("0", "$0.0000")]
    [InlineData("0.00005", "$0.0001")]
    [InlineData("0.000049", "$0.000049")]
    [InlineData("-0.0000123", "-$0.000012")]
    [InlineData("0.0000000000000000000000000001", "$0.0000000000000000000000000001")]
    public void ToString_OfAmount_HasSignDollarAndFourDecimals(string amount, string expected) =>
        Assert.Equal(expected, new Usd(decimal.Parse(amount)).ToString());
}
