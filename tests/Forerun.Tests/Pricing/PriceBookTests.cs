using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class PriceBookTests
{
    [Fact]
    public void TryFind_ExactAliasAndQualifiedName_FindTheModel()
    {
        var book = Books.Parse("""
            { "models": [{ "provider": "openai", "model": "gpt", "input": 1, "output": 2, "aliases": ["gpt-2026"] }] }
            """);
        foreach (var name in new[] { "gpt", "gpt-2026", "openai/gpt", "openai/gpt-2026" })
            Assert.Equal("gpt", book.Find(name)?.Model);
    }

    [Theory]
    [InlineData("gpt-5")]
    [InlineData("GPT")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/gpt")]
    [InlineData("openai/")]
    [InlineData("azure/gpt")]
    public void TryFind_UnknownName_IsFalseAndNull(string name)
    {
        Assert.False(Books.Of("openai/gpt=1").TryFind(name, Books.Now, out var price));
        Assert.Null(price);
    }

    [Fact]
    public void TryFind_SecondTime_GivesTheSameObject()
    {
        // Its cancel rule is put on the price when it is first looked up, so an uncached look-up would make another object.
        var book = Books.Parse("""
            { "cancel_rules": { "p": "none" }, "models": [{ "provider": "p", "model": "m", "input": 1, "output": 1 }] }
            """).With("mine", "m");
        Assert.Same(book.Find("mine"), book.Find("mine"));
    }

    [Fact]
    public void TryFind_EndlesslyManyNames_KeepsABoundedCache()
    {
        var book = Books.Of("p/a=1");
        for (var i = 0; i < PriceBook.MaxCachedNames + 100; i++)
            Assert.Null(book.Find($"nothing-{i}"));
        Assert.Equal(PriceBook.MaxCachedNames, book.CachedNames);
        Assert.NotNull(book.Find("a"));
    }

    [Fact]
    public void TryFind_FromManyThreads_AgreesWithItself()
    {
        var book = Books.Of("p/a=1", "p/b=2", "p/c=3");
        var wrong = 0;
        Parallel.For(0, 20_000, i =>
        {
            var (name, rate) = (i % 4) switch { 0 => ("a", 1m), 1 => ("b", 2m), 2 => ("p/c", 3m), _ => ($"nothing-{i}", -1m) };
            if ((book.Find(name)?.Input ?? -1m) != rate)
                Interlocked.Increment(ref wrong);
        });
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void TryFind_EndlessName_IsUnknown() => Assert.Null(Books.Of("p/a=1").Find(new('a', 1_000_000)));

    [Fact]
    public void TryFind_SameBareNameTwice_TakesTheFirstUnlessQualified()
    {
        var book = Books.Of("azure/gpt=1", "openai/gpt=2");
        Assert.Equal("azure", book.Find("gpt")?.Provider);
        Assert.Equal("openai", book.Find("openai/gpt")?.Provider);
    }

    [Fact]
    public void TryFind_AliasHereAndModelThere_TakesTheModel()
    {
        var book = Books.Parse("""
            { "models": [
              { "provider": "a", "model": "x", "input": 1, "output": 1, "aliases": ["y"] },
              { "provider": "b", "model": "y", "input": 2, "output": 1 } ] }
            """);
        Assert.Equal(2, book.Find("y")?.Input);
        Assert.Equal(1, book.Find("a/y")?.Input);
    }

    [Fact]
    public void TryFind_ResellersNameOfAModel_MeansTheProviderItNames()
    {
        var book = Books.Parse("""
            { "models": [
              { "provider": "reseller", "model": "openai/gpt", "input": 9, "output": 1 },
              { "provider": "reseller", "model": "openai/old", "input": 8, "output": 1 },
              { "provider": "openai", "model": "gpt", "input": 1, "output": 1 } ] }
            """);
        Assert.Equal(1, book.Find("openai/gpt")?.Input);
        Assert.Equal(9, book.Find("reseller/openai/gpt")?.Input);
        Assert.Equal(8, book.Find("openai/old")?.Input);
        Assert.Equal(5, book.Merge(Books.Parse("""{ "models": [{ "provider": "reseller", "model": "openai/gpt", "input": 5, "output": 1 }] }""")).Find("openai/gpt")?.Input);
    }

    [Fact]
    public void TryFind_DatedPrices_FollowTheDay()
    {
        var book = Books.Parse("""
            { "models": [
              { "provider": "p", "model": "m", "input": 3, "output": 1, "from": "2026-06-01", "until": "2026-09-01" },
              { "provider": "p", "model": "m", "input": 1, "output": 1, "from": "2026-01-01", "aliases": ["old"] } ] }
            """);
        Assert.Null(book.Find("m", Books.At("2025-12-31T23:59:59Z")));
        Assert.Equal(1, book.Find("m", Books.At("2026-05-31T23:59:59Z"))?.Input);
        Assert.Equal(3, book.Find("old", Books.At("2026-06-01T00:00:00Z"))?.Input);
        Assert.Equal(1, book.Find("m", Books.At("2026-09-01T00:00:00Z"))?.Input);
    }

    [Fact]
    public void TryFind_HoursOfTheDay_CountOverTheWholeDay()
    {
        var book = Books.Parse("""
            { "models": [
              { "provider": "p", "model": "m", "input": 3, "output": 1, "from_time": "00:30", "until_time": "16:30" },
              { "provider": "p", "model": "m", "input": 1, "output": 1 } ] }
            """);
        Assert.Equal(3, book.Find("m", Books.At("2026-06-01T16:29:00Z"))?.Input);
        Assert.Equal(1, book.Find("m", Books.At("2026-06-01T16:30:00Z"))?.Input);
    }

    [Fact]
    public void With_Deployment_StandsForTheModel()
    {
        var book = Books.Of("openai/gpt=1", "azure/other=2");
        var mapped = book.With("prod", "gpt").With("prod2", "azure/other");
        Assert.Equal("gpt", mapped.Find("prod")?.Model);
        Assert.Equal("other", mapped.Find("prod2")?.Model);
        Assert.Equal(book.Version, mapped.Version);
        Assert.Null(book.Find("prod"));
    }

    [Fact]
    public void With_NameOfAModel_WinsOverTheModel() =>
        Assert.Equal(2, Books.Of("openai/gpt=1", "azure/gpt-cheap=2").With("gpt", "gpt-cheap").Find("gpt")?.Input);

    [Fact]
    public void With_UnknownModelOrCircle_IsUnknown()
    {
        var book = Books.Of("openai/gpt=1").With("a", "b").With("b", "a").With("c", "nothing");
        Assert.Null(book.Find("a"));
        Assert.Null(book.Find("c"));
    }

    [Theory]
    [InlineData("", "m")]
    [InlineData(" ", "m")]
    [InlineData("m", "")]
    public void With_BlankName_Throws(string deployment, string model) =>
        Assert.Throws<ArgumentException>(() => Books.Of("p/m=1").With(deployment, model));

    [Fact]
    public void Nearest_Misspelt_IsNearestFirst()
    {
        var book = Books.Of("openai/gpt-4-turbo=1", "openai/gpt-4=1", "anthropic/claude=1");
        Assert.Equal(["gpt-4-turbo", "gpt-4", "claude"], book.Nearest("gpt-4-turbos"));
        Assert.Equal(["gpt-4-turbo"], book.Nearest("openai/gpt-4-turbos", 1));
    }

    [Fact]
    public void Nearest_OfDeploymentToNowhere_IsNearItsTarget() =>
        Assert.Equal(["gpt-4"], Books.Of("openai/gpt-4=1", "openai/prod-a=1").With("prod-b", "gpt-44").Nearest("prod-b", 1));

    [Fact]
    public void Nearest_CountBelowOne_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Books.Of("p/m=1").Nearest("x", 0));

    [Fact]
    public void DefaultToolPrice_IsNeverFree() => Assert.Equal(new Usd(0.0005m), PriceBook.DefaultToolPrice);
}
