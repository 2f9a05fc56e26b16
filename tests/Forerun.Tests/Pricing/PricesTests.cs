using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class PricesTests
{
    [Fact]
    public void Reload_OtherBook_IsCurrentAndTheOldOneStaysWhole()
    {
        var old = Books.Parse("""{ "version": "1", "models": [{ "provider": "p", "model": "m", "input": 1, "output": 1 }] }""");
        var prices = new Prices(old);
        var taken = prices.Current;
        prices.Reload(Books.Parse("""{ "version": "2", "deployments": { "d": "m" } }"""));
        Assert.Equal("2", prices.Current.Version);
        Assert.False(prices.Current.TryFind("m", default, out _));
        Assert.Same(old, taken);
        Assert.True(taken.TryFind("m", default, out _));
    }

    [Fact]
    public void Reload_Null_IsRefusedAndKeepsTheBook()
    {
        var prices = new Prices(DefaultPriceBook.Load());
        Assert.Throws<ArgumentNullException>(() => prices.Reload(null!));
        Assert.Same(DefaultPriceBook.Load(), prices.Current);
        Assert.Throws<ArgumentNullException>(() => new Prices(null!));
    }
}
