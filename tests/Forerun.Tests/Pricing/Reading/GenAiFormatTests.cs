using Forerun.Pricing;

namespace Forerun.Tests.Pricing.Reading;

public sealed class GenAiFormatTests
{
    private const string Two = """
        [
          { "id": "azure", "name": "Azure", "models": [
              { "id": "gpt", "match": { "equals": "gpt" }, "prices": { "input_mtok": 9, "output_mtok": 9 } } ],
            "fallback_model_providers": ["openai"] },
          { "id": "openai", "model_match": { "starts_with": "gpt" }, "provider_match": { "contains": "openai" }, "models": [
              { "id": "gpt", "match": { "or": [{ "equals": "gpt" }, { "equals": "gpt-1" }, { "regex": "^gpt-\\d{4}$" }] },
                "prices": { "input_mtok": 1, "output_mtok": 2 } },
              { "id": "gpt-mini", "match": { "and": [{ "starts_with": "gpt" }, { "contains": "mini" }, { "ends_with": "x" }] },
                "prices": { "input_mtok": 0.1, "output_mtok": 0.2 } } ] }
        ]
        """;

    [Theory]
    [InlineData("gpt", "openai", "gpt")]
    [InlineData("gpt-1", "openai", "gpt")]
    [InlineData("gpt-2026", "openai", "gpt")]
    [InlineData("gpt-mini", "openai", "gpt-mini")]
    [InlineData("gpt-a-mini-x", "openai", "gpt-mini")]
    [InlineData("azure/gpt", "azure", "gpt")]
    [InlineData("azure/gpt-2026", "openai", "gpt")]
    [InlineData("my-openai/gpt-1", "openai", "gpt")]
    public void Read_Rules_LeadNamesToModels(string name, string provider, string model)
    {
        var price = Books.Parse(Two).Find(name);
        Assert.Equal((provider, model), (price?.Provider, price?.Model));
    }

    [Fact]
    public void Read_TwoRulesAcceptAName_TheProviderThatClaimsItWins()
    {
        var book = Books.Parse("""
            [ { "id": "a", "models": [{ "id": "any-gpt", "match": { "contains": "gpt" }, "prices": { "input_mtok": 9 } }] },
              { "id": "b", "model_match": { "starts_with": "gpt" }, "models": [
                  { "id": "gpt", "match": { "starts_with": "gpt-" }, "prices": { "input_mtok": 1 } }] } ]
            """);
        Assert.Equal("b", book.Find("gpt-7")?.Provider);
        Assert.Equal("a", book.Find("my-gpt-7")?.Provider);
    }

    [Theory]
    [InlineData("gpt-20261")]
    [InlineData("gpt-mini-y")]
    [InlineData("other/gpt-1")]
    public void Read_Rules_LeaveOtherNamesUnknown(string name) => Assert.Null(Books.Parse(Two).Find(name));

    [Fact]
    public void Read_Headings_NameSourceAndContent()
    {
        var book = Books.Parse(Two);
        Assert.Matches("^genai-prices-sha256-[0-9a-f]{12}$", book.Version);
        Assert.Equal("pydantic/genai-prices", book.Source);
        Assert.Null(book.AsOf);
    }

    [Fact]
    public void Read_Tiers_AreJoinedOverTheFields()
    {
        var price = Price("""
            { "input_mtok": { "base": 1, "tiers": [{ "start": 100, "price": 2 }, { "start": 300, "price": 3 }] },
              "output_mtok": { "base": 10, "tiers": [{ "start": 200, "price": 20 }] },
              "cache_read_mtok": 0.05, "input_audio_mtok": 99, "requests_kcount": 12 }
            """)!;
        Assert.Equal((1m, 10m, 0.05m, null, 0.012m), (price.Input, price.Output, price.CachedInput, price.CacheWrite, price.PerCall));
        PriceTier[] expected =
        [
            new() { AboveInputTokens = 100, Input = 2, Output = 10, CachedInput = 0.05m },
            new() { AboveInputTokens = 200, Input = 2, Output = 20, CachedInput = 0.05m },
            new() { AboveInputTokens = 300, Input = 3, Output = 20, CachedInput = 0.05m },
        ];
        Assert.Equal(expected, price.Tiers);
    }

    [Fact]
    public void Read_Constraints_LastThatHoldsCounts()
    {
        const string prices = """
            [ { "prices": { "input_mtok": 1, "output_mtok": 1 } },
              { "constraint": { "start_date": "2026-03-13" }, "prices": { "input_mtok": 2, "output_mtok": 1 } },
              { "constraint": { "start_time": "00:30:00Z", "end_time": "16:30:00Z" }, "prices": { "input_mtok": 3, "output_mtok": 1 } } ]
            """;
        Assert.Equal(1, Price(prices, "2026-03-12T20:00:00Z")?.Input);
        Assert.Equal(3, Price(prices, "2026-03-12T10:00:00Z")?.Input);
        Assert.Equal(2, Price(prices, "2026-03-13T20:00:00Z")?.Input);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "output_mtok": 1 }""")]
    [InlineData("""{ "input_audio_mtok": 1 }""")]
    public void Read_NoRateForText_IsUnknownRatherThanFree(string prices) => Assert.Null(Price(prices));

    [Fact]
    public void Read_FeeAlone_IsAPrice() => Assert.Equal(new Usd(0.005m), Price("""{ "requests_kcount": 5 }""")?.Cost(new(10, 10)));

    [Fact]
    public void Read_InputAlone_PricesNoOutput() => Assert.Equal(0, Price("""{ "input_mtok": 0.1 }""")?.Output);

    public static TheoryData<string, string, string> BadModels => new()
    {
        { "\"prices\": 1", "p/m.prices", "where an object belongs" },
        { "\"match\": { \"equals\": \"m\" }", "p/m", "the field 'prices' is missing" },
        { "\"prices\": { \"input_mtok\": -1 }", "p/m.prices.input_mtok", "the price -1 is negative" },
        { "\"prices\": { \"input_mtok\": \"1\" }", "p/m.prices.input_mtok", "this is a string" },
        { "\"prices\": { \"input_mtok\": { \"base\": 1 } }", "p/m.prices.input_mtok", "'tiers' is missing" },
        { "\"prices\": { \"input_mtok\": { \"base\": 1, \"tiers\": [{ \"start\": 1 }] } }", "p/m.prices.input_mtok.tiers[0]", "'price' is missing" },
        { "\"prices\": { \"input_mtok\": { \"base\": 1, \"tiers\": [{ \"start\": 1, \"price\": 1 }, { \"start\": 1, \"price\": 2 }] } }", "p/m.prices.input_mtok.tiers[1]", "two tiers" },
        { "\"prices\": [{ \"input_mtok\": 1 }]", "p/m.prices[0]", "'prices' is missing" },
        { "\"prices\": [{ \"prices\": {}, \"constraint\": { \"weekday\": 1 } }]", "p/m.prices[0].constraint.weekday", "this constraint is not known" },
        { "\"prices\": [{ \"prices\": {}, \"constraint\": { \"start_date\": \"soon\" } }]", "p/m.prices[0].constraint.start_date", "is not a date" },
        { "\"prices\": {}, \"match\": { \"sounds_like\": \"m\" }", "p/m.match.sounds_like", "there is no such match rule" },
        { "\"prices\": {}, \"match\": { }", "p/m.match", "a match rule has one field" },
        { "\"prices\": {}, \"match\": { \"or\": [{ \"equals\": 3 }] }", "p/m.match.or[0].equals", "where a string belongs" },
        { "\"prices\": {}, \"match\": { \"regex\": \"(\" }", "p/m.match.regex", "the pattern cannot be used" },
        { "\"prices\": {}, \"match\": { \"regex\": \"(a+)\\\\1\" }", "p/m.match.regex", "the pattern cannot be used" },
    };

    [Theory]
    [MemberData(nameof(BadModels))]
    public void Read_BadModel_NamesProviderModelAndFault(string fields, string place, string fault) =>
        Refuses($$"""[{ "id": "p", "models": [{ "id": "m", {{fields}} }] }]""", place, fault);

    [Fact]
    public void Read_BadProvider_NamesThePlace()
    {
        Refuses("[7]", "[0]", "where an object belongs");
        Refuses("[{ \"models\": [] }]", "[0]", "'id' is missing");
        Refuses("[{ \"id\": \"p\" }]", "p", "'models' is missing");
        Refuses("[{ \"id\": \"p\", \"models\": [{}] }]", "p.models[0]", "'id' is missing");
        Refuses("[{ \"id\": \"p\", \"models\": [] }, { \"id\": \"p\", \"models\": [] }]", "p", "twice");
        Refuses("[{ \"id\": \"p\", \"models\": [{ \"id\": \"m\", \"prices\": {} }, { \"id\": \"m\", \"prices\": {} }] }]", "p/m", "twice");
    }

    [Fact]
    public void Read_ManyFaults_AreToldAllAtOnceEachWithItsPlace()
    {
        var error = Assert.Throws<PriceBookException>(() => Books.Parse("""
            [ 1, { "models": 2 }, { "id": "p", "models": [ {}, { "id": "m", "match": { "like": "m" }, "prices": { "input_mtok": -1, "output_mtok": "x" } } ] } ]
            """));
        Assert.Equal(
            ["[0]", "[1]", "[1].models", "p.models[0]", "p.models[0]", "p/m.match.like", "p/m.prices.input_mtok", "p/m.prices.output_mtok"],
            error.Faults.Select(f => f.Place));
    }

    [Fact]
    public void Read_PatternThatBacktracksForever_AnswersAtOnce()
    {
        var book = Books.Parse("""[{ "id": "p", "models": [{ "id": "m", "match": { "regex": "^(a+)+$" }, "prices": { "input_mtok": 1 } }] }]""");
        Assert.Null(book.Find(new string('a', 500) + "!"));
        Assert.NotNull(book.Find(new string('a', 500)));
    }

    private static ModelPrice? Price(string prices, string at = "2026-01-01T00:00:00Z") =>
        Books.Parse($$"""[{ "id": "p", "models": [{ "id": "m", "match": { "equals": "m" }, "prices": {{prices}} }] }]""").Find("m", Books.At(at));

    private static void Refuses(string json, string place, string fault)
    {
        var error = Assert.Throws<PriceBookException>(() => Books.Parse(json));
        Assert.Equal(place, error.Place);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }
}
