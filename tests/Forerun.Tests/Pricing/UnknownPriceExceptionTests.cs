using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class UnknownPriceExceptionTests
{
    [Fact]
    public void Message_WithNearest_NamesThemAndTheMappingLine()
    {
        var error = new UnknownPriceException("gpt-4-turbos", ["gpt-4-turbo", "gpt-4"], "2026-11");
        Assert.Equal(
            "No price for model 'gpt-4-turbos' in price book 2026-11. Nearest: gpt-4-turbo, gpt-4. "
            + "Map it: put { \"deployments\": { \"gpt-4-turbos\": \"gpt-4-turbo\" } } into a file and pass it with --prices FILE.",
            error.Message);
        Assert.Equal(("gpt-4-turbos", "2026-11"), (error.Model, error.BookVersion));
        Assert.Equal(["gpt-4-turbo", "gpt-4"], error.Nearest);
    }

    [Fact]
    public void Message_WithoutNearest_StillShowsTheLine()
    {
        var message = new UnknownPriceException("m", [], "v").Message;
        Assert.DoesNotContain("Nearest", message, StringComparison.Ordinal);
        Assert.Contains("{ \"m\": ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_HostileName_StaysOneLineOfJson() =>
        Assert.Contains("{ \"a\\\"b\\nc\": \"m\" }", new UnknownPriceException("a\"b\nc", ["m"], "v").Message, StringComparison.Ordinal);

    [Fact]
    public void Message_NameThatIsNoText_IsStillAMessage() =>
        Assert.Contains("No price for model", new UnknownPriceException("\ud800", [], "v").Message, StringComparison.Ordinal);

    [Fact]
    public void MappingLine_PutInAFile_PricesTheModel()
    {
        var message = new UnknownPriceException("my gpt", ["gpt-4o"], "v").Message;
        var book = DefaultPriceBook.Load().Merge(PriceBookReader.Parse(Line(message), "mine.json"));
        Assert.True(book.TryFind("my gpt", default, out var price));
        Assert.Equal("gpt-4o", price.Model);
    }

    [Fact]
    public void Require_SeveralWithoutAPrice_NamesAllOnce_AndOneLineMapsThem()
    {
        var book = DefaultPriceBook.Load();

        var error = Assert.Throws<UnknownPriceException>(() => book.Require(["gpt-4o", "gpt-4oo", "clod", "gpt-4oo"], default));

        Assert.Equal(["gpt-4oo", "clod"], error.Models.Select(m => m.Name));
        Assert.Contains("No price for 2 models in price book", error.Message, StringComparison.Ordinal);
        Assert.Contains("'gpt-4oo' (nearest: gpt-4o, ", error.Message, StringComparison.Ordinal);
        book.Merge(PriceBookReader.Parse(Line(error.Message), "mine.json")).Require(["gpt-4oo", "clod"], default);
    }

    [Fact]
    public void Require_DeploymentOfAModelWithoutAPrice_NamesThatModelAsTheCause()
    {
        var book = DefaultPriceBook.Load().Merge(PriceBookReader.Parse("""{ "deployments": { "mine": "gpt-4-turbos", "other": "gpt-4o" } }""", "mine.json"));

        var error = Assert.Throws<UnknownPriceException>(() => book.Require(["mine", "other"], default));

        Assert.Equal(("mine", "gpt-4-turbos"), (error.Model, error.Models[0].MapsTo));
        Assert.StartsWith("No price for model 'mine' (a deployment of 'gpt-4-turbos', which has none) in price book", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nearest: gpt-4-turbo", error.Message, StringComparison.Ordinal);
        book.Merge(PriceBookReader.Parse(Line(error.Message), "better.json")).Require(["mine", "other"], default);
    }

    [Fact]
    public void Require_SeveralDeployments_EachNamesItsCause()
    {
        var book = DefaultPriceBook.Load().With("mine", "gpt-4-turbos");

        var message = Assert.Throws<UnknownPriceException>(() => book.Require(["mine", "clod"], default)).Message;

        Assert.Contains("'mine' (a deployment of 'gpt-4-turbos', which has none; nearest: gpt-4-turbo", message, StringComparison.Ordinal);
        Assert.Contains("; 'clod' (nearest", message, StringComparison.Ordinal);
    }

    private static string Line(string message) => message[message.IndexOf('{', StringComparison.Ordinal)..(message.LastIndexOf('}') + 1)];
}
