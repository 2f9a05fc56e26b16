using System.Text.Json;
using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class DefaultPriceBookTests
{
    [Fact]
    public void Load_Headings_NameVersionDateAndSource()
    {
        var book = DefaultPriceBook.Load();
        Assert.Same(book, DefaultPriceBook.Load());
        Assert.Equal(("2026-07", new DateOnly(2026, 7, 25)), (book.Version, book.AsOf));
        Assert.Contains("pydantic/genai-prices", book.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt-4-turbo", "10", "30")]
    [InlineData("gpt-4o", "2.5", "10")]
    [InlineData("gpt-4o-mini", "0.15", "0.6")]
    [InlineData("gpt-4.1", "2", "8")]
    [InlineData("gpt-4.1-mini", "0.4", "1.6")]
    [InlineData("gpt-4.1-nano", "0.1", "0.4")]
    [InlineData("gpt-5", "1.25", "10")]
    [InlineData("o3", "2", "8")]
    [InlineData("o4-mini", "1.1", "4.4")]
    [InlineData("claude-sonnet-4-5-20250929", "3", "15")]
    [InlineData("claude-haiku-4-5", "1", "5")]
    [InlineData("google/gemini-2.5-pro", "1.25", "10")]
    [InlineData("deepseek-chat", "0.27", "1.1")]
    [InlineData("deepseek-reasoner", "0.55", "2.19")]
    [InlineData("groq/llama-3.3-70b-versatile", "0.59", "0.79")]
    public void TryFind_ModelInUse_HasItsPrice(string model, string input, string output)
    {
        var price = DefaultPriceBook.Load().Find(model);
        Assert.Equal((decimal.Parse(input), decimal.Parse(output)), (price?.Input, price?.Output));
    }

    [Fact]
    public void TryFind_EveryModel_IsPricedAndBilledInFullWhenCancelled()
    {
        var names = QualifiedNames();
        Assert.True(names.Count >= 60, $"{names.Count} models");
        Assert.All(names, n => Assert.Equal(CancelRule.Full, DefaultPriceBook.Load().Find(n)?.CancelRule));
    }

    [Fact]
    public void TryFind_Misspelt_IsUnknownAndItsNeighbourIsNamed()
    {
        Assert.Null(DefaultPriceBook.Load().Find("gpt-4-turbos"));
        Assert.Equal("gpt-4-turbo", DefaultPriceBook.Load().Nearest("gpt-4-turbos")[0]);
    }

    /// <summary>Every model as <c>provider/model</c>, and on request every alias too.</summary>
    internal static IReadOnlyList<string> QualifiedNames(bool aliases = false)
    {
        using var stream = typeof(DefaultPriceBook).Assembly.GetManifestResourceStream("default-price-book.json")!;
        using var json = JsonDocument.Parse(stream);
        return [.. json.RootElement.GetProperty("models").EnumerateArray()
            .SelectMany(m => Names(m).Select(name => $"{m.GetProperty("provider").GetString()}/{name}"))
            .Distinct(StringComparer.Ordinal)];

        IEnumerable<string?> Names(JsonElement model) => aliases && model.TryGetProperty("aliases", out var others)
            ? others.EnumerateArray().Prepend(model.GetProperty("model")).Select(n => n.GetString())
            : [model.GetProperty("model").GetString()];
    }
}
