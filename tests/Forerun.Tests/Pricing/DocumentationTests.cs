using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class DocumentationTests
{
    [Fact]
    public void PriceBookPage_Example_IsAPriceBook()
    {
        var page = File.ReadAllText(Path.Combine(Folders.Find("docs") ?? ".", "price-book.md"));
        var json = page.Split("```json")[1].Split("```")[0];
        var book = Books.Parse(json);
        Assert.Equal("gpt-4o", book.Find("my-deployment")?.Model);
        Assert.Equal(CancelRule.Full, book.Find("gpt-4o-2024-08-06")?.CancelRule);
        Assert.Equal(200_000, Assert.Single(book.Find("gemini-2.5-pro")!.Tiers).AboveInputTokens);
        Assert.Equal((10m, 2m), (book.Find("o3", Books.At("2025-06-09T00:00:00Z"))?.Input, book.Find("o3")?.Input));
        Assert.Equal((0.27m, 0.135m), (book.Find("deepseek-chat")?.Input, book.Find("deepseek-chat", Books.At("2026-11-01T20:00:00Z"))?.Input));
    }
}
