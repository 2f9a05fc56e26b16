using System.Globalization;
using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

internal static class Books
{
    public static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public static PriceBook Parse(string json) => PriceBookReader.Parse(json, "book.json");

    /// <summary>A book of models, each written as <c>provider/model=rate</c>.</summary>
    public static PriceBook Of(params string[] models) => Parse(
        "{ \"version\": \"test\", \"models\": [" + string.Join(',', models.Select(Row)) + "] }");

    public static ModelPrice? Find(this PriceBook book, string model, DateTimeOffset? at = null) =>
        book.TryFind(model, at ?? Now, out var price) ? price : null;

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Row(string model)
    {
        var parts = model.Split('/', '=');
        return $$"""{ "provider": "{{parts[0]}}", "model": "{{parts[1]}}", "input": {{parts[2]}}, "output": 1 }""";
    }
}
