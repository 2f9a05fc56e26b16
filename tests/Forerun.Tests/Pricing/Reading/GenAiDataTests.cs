using Forerun.Pricing;

namespace Forerun.Tests.Pricing.Reading;

/// <summary>The whole of a real genai-prices file, where one lies beside the working tree.</summary>
public sealed class GenAiDataTests
{
    private static readonly string? Data = Folders.Find("shared") is { } shared ? Path.Combine(shared, "data", "genai-prices.json") : null;

    private static PriceBook Book => field ??= Load();

    [Fact]
    public void Read_RealFile_LoadsEveryModelAndFindsEachByItsQualifiedName()
    {
        var book = Book;
        Assert.Equal(1285, book.ModelCount);
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Data!));
        foreach (var provider in json.RootElement.EnumerateArray())
        {
            var id = provider.GetProperty("id").GetString();
            foreach (var model in provider.GetProperty("models").EnumerateArray())
            {
                var name = model.GetProperty("id").GetString()!;
                Assert.Equal(name, book.Find($"{id}/{name}")?.Model);
                Assert.NotNull(book.Find(name));
            }
        }
    }

    [Theory]
    [InlineData("gpt-4o", "openai", "2.5")]
    [InlineData("gpt-4.1-mini-2025-04-14", "openai", "0.4")]
    [InlineData("claude-sonnet-4-5-20250929", "anthropic", "3")]
    [InlineData("us.anthropic.claude-sonnet-5-v1:0", "aws", "3.3")]
    [InlineData("gemini-3.5-flash-001", "google", "1.5")]
    [InlineData("azure/gpt-5", "openai", "1.25")]
    [InlineData("anthropic/claude-3-opus", "anthropic", "15")]
    [InlineData("openrouter/anthropic/claude-3-opus", "openrouter", "15")]
    [InlineData("perplexity/sonar", "perplexity", "1")]
    public void TryFind_RealNames_LeadHome(string name, string provider, string input)
    {
        var price = Book.Find(name);
        Assert.Equal((provider, decimal.Parse(input)), (price?.Provider, price?.Input));
    }

    [Theory]
    [InlineData("gpt-4-turbos")]
    [InlineData("gpt-9")]
    [InlineData("no-such-model")]
    public void TryFind_NoSuchModel_IsUnknown(string name) => Assert.Null(Book.Find(name));

    [Fact]
    public void TryFind_RealDates_ChangeThePrice()
    {
        Assert.Equal(10, Book.Find("o3", Books.At("2025-06-09T12:00:00Z"))?.Input);
        Assert.Equal(2, Book.Find("o3", Books.At("2025-06-10T12:00:00Z"))?.Input);
        Assert.Equal(0.27m, Book.Find("deepseek-chat", Books.At("2026-01-01T12:00:00Z"))?.Input);
        Assert.Equal(0.135m, Book.Find("deepseek-chat", Books.At("2026-01-01T20:00:00Z"))?.Input);
        Assert.Equal(0.012m, Book.Find("sonar")?.PerCall);
    }

    [Fact]
    public void DefaultBook_EveryModelAndAlias_CostsWhatTheSourceSays()
    {
        DateTimeOffset[] moments = [Books.At("2025-06-09T12:00:00Z"), Books.At("2026-03-12T20:00:00Z"), Books.At("2026-09-01T12:00:00Z")];
        foreach (var name in DefaultPriceBookTests.QualifiedNames(aliases: true))
        {
            foreach (var at in moments)
                Assert.Equal(Book.Find(name, at), DefaultPriceBook.Load().Find(name, at)! with { CancelRule = null });
        }
    }

    private static PriceBook Load()
    {
        Assert.SkipUnless(File.Exists(Data), "The genai-prices data is not on this machine (a folder 'shared' beside the working tree).");
        return PriceBookReader.Read(Data!);
    }
}
