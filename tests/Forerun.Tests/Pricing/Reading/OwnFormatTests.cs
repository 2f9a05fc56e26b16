using Forerun.Pricing;

namespace Forerun.Tests.Pricing.Reading;

public sealed class OwnFormatTests
{
    [Fact]
    public void Read_EveryField_IsKept()
    {
        var book = Books.Parse("""
            { "version": "v", "as_of": "2026-11-01", "source": "a contract",
              "cancel_rules": { "p": "streamed" }, "deployments": { "d": "m" },
              "models": [{ "provider": "p", "model": "m", "input": 2.5, "cached_input": 1.25, "cache_write": 3e0, "output": 10.000000000000000001,
                "per_call": 0.01, "from": null, "until": null,
                "tiers": [{ "above_input_tokens": 200000, "input": 5, "output": 20, "cached_input": 2.5, "cache_write": 6 }] }] }
            """);
        Assert.Equal(("v", new DateOnly(2026, 11, 1), "a contract"), (book.Version, book.AsOf, book.Source));
        var expected = new ModelPrice
        {
            Provider = "p",
            Model = "m",
            Input = 2.5m,
            CachedInput = 1.25m,
            CacheWrite = 3,
            // More digits than a double has: the number never was one.
            Output = 10.000000000000000001m,
            PerCall = 0.01m,
            CancelRule = CancelRule.Streamed,
            Tiers = [new() { AboveInputTokens = 200_000, Input = 5, Output = 20, CachedInput = 2.5m, CacheWrite = 6 }],
        };
        Assert.Equal(expected, book.Find("d"));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0e5", "0")]
    [InlineData("0.000", "0")]
    [InlineData("25e-1", "2.5")]
    [InlineData("1E2", "100")]
    public void Read_ManyWaysToWriteANumber_GiveItsValue(string written, string expected) =>
        Assert.Equal(decimal.Parse(expected), Books.Of($"p/m={written}").Find("m")?.Input);

    [Fact]
    public void Read_OnlyRequiredFields_LeavesTheRestAtDefaults()
    {
        var price = Books.Of("p/m=1").Find("m")!;
        Assert.Equal((null, null, 0m, null), (price.CachedInput, price.CacheWrite, price.PerCall, price.CancelRule));
        Assert.Empty(price.Tiers);
    }

    public static TheoryData<string, string, string> BadBooks => new()
    {
        { "{}", "", "the book is empty" },
        { """{ "version": "1", "models": [], "deployments": {} }""", "", "the book is empty" },
        { "[]", "", "the book prices no model" },
        { """[{ "id": "openai", "models": [] }]""", "", "the book prices no model" },
        { """{ "models": [{ "provider": "a/b", "model": "m", "input": 1, "output": 1 }] }""", "models[0].provider", "holds no slash" },
        { """{ "a\nb": 1 }""", "a b", "there is no such field" },
        { "42", "", "where an object belongs" },
        { "null", "", "where an object belongs" },
        { """{ "models": {} }""", "models", "this is an object, where an array belongs" },
        { """{ "models": [7] }""", "models[0]", "where an object belongs" },
        { """{ "modles": [] }""", "modles", "Did you mean 'models'?" },
        { """{ "version": 7, "models": [] }""", "version", "this is a number, where a string belongs" },
        { """{ "version": " ", "models": [] }""", "version", "the text is blank" },
        { """{ "as_of": "1.11.2026", "models": [] }""", "as_of", "is not a date" },
        { """{ "cancel_rules": { "p": "half" } }""", "cancel_rules.p", "'half' is not a cancel rule" },
        { """{ "cancel_rules": [] }""", "cancel_rules", "this is an array, where an object belongs" },
        { """{ "deployments": { "d": 1 } }""", "deployments.d", "where a string belongs" },
        { """{ "deployments": { "": "m" } }""", "deployments.", "blank name" },
    };

    [Theory]
    [MemberData(nameof(BadBooks))]
    public void Read_BadBook_NamesPlaceAndFault(string json, string place, string fault) => Refuses(json, place, fault);

    public static TheoryData<string, string, string> BadModels => new()
    {
        { "", "models[1]", "the field 'input' is missing" },
        { "\"input\": -1", "models[1].input", "the price -1 is negative. Write 0 or more." },
        { "\"input\": \"1\"", "models[1].input", "this is a string, where a price (a number of USD) belongs. Write a plain number such as 2.5." },
        { "\"input\": null", "models[1]", "the field 'input' is missing" },
        { "\"input\": 1e300", "models[1].input", "the price 1e300 is too large" },
        { "\"input\": 1000001", "models[1].input", "too large" },
        { "\"input\": 1e-99", "models[1].input", "the price 1e-99 is too small" },
        { "\"input\": true", "models[1].input", "this is a boolean" },
        { "\"input\": 1, \"cached_inptu\": 1", "models[1].cached_inptu", "Did you mean 'cached_input'?" },
        { "\"input\": 1, \"cached_input\": -0.1", "models[1].cached_input", "negative" },
        { "\"input\": 1, \"cache_write\": \"NaN\"", "models[1].cache_write", "where a price" },
        { "\"input\": 1, \"per_call\": -1", "models[1].per_call", "negative" },
        { "\"input\": 1, \"from\": \"yesterday\"", "models[1].from", "'yesterday' is not a date" },
        { "\"input\": 1, \"from\": \"2026-02-30\"", "models[1].from", "is not a date" },
        { "\"input\": 1, \"from\": \"2026-02-02\", \"until\": \"2026-02-02\"", "models[1].until", "ends before it starts" },
        { "\"input\": 1, \"from_time\": \"25:00\", \"until_time\": \"01:00\"", "models[1].from_time", "is not a time of day" },
        { "\"input\": 1, \"from_time\": \"01:00\"", "models[1]", "'from_time' and 'until_time'" },
        { "\"input\": 1, \"until_time\": \"01:00\"", "models[1]", "'from_time' and 'until_time'" },
        { "\"input\": 1, \"from_time\": \"01:00\", \"until_time\": \"01:00\"", "models[1]", "'from_time' and 'until_time'" },
        { "\"input\": 1, \"aliases\": \"x\"", "models[1].aliases", "where an array belongs" },
        { "\"input\": 1, \"aliases\": [\"first\"]", "models[1].aliases[0]", "'first' already names p/first" },
        { "\"input\": 1, \"tiers\": [{ \"above_input_tokens\": 1.5, \"input\": 1, \"output\": 1 }]", "models[1].tiers[0].above_input_tokens", "1.5 is not a token count" },
        { "\"input\": 1, \"tiers\": [{ \"above_input_tokens\": -1, \"input\": 1, \"output\": 1 }]", "models[1].tiers[0].above_input_tokens", "not a token count" },
        { "\"input\": 1, \"tiers\": [{ \"above_input_tokens\": 1, \"output\": 1 }]", "models[1].tiers[0]", "'input' is missing" },
        { "\"input\": 1, \"tiers\": [{ \"above\": 1, \"input\": 1, \"output\": 1 }]", "models[1].tiers[0].above", "there is no such field" },
        { "\"input\": 1, \"tiers\": [{ \"above_input_tokens\": 2, \"input\": 1, \"output\": 1 }, { \"above_input_tokens\": 2, \"input\": 1, \"output\": 1 }]", "models[1].tiers[1]", "follows the one above 2" },
    };

    [Theory]
    [MemberData(nameof(BadModels))]
    public void Read_BadModel_NamesPlaceAndFault(string fields, string place, string fault)
    {
        var row = string.Join(", ", new[] { """ "provider": "p", "model": "m", "output": 1""", fields }.Where(f => f.Length > 0));
        Refuses($$"""{ "models": [{ "provider": "p", "model": "first", "input": 1, "output": 1 }, { {{row}} }] }""", place, fault);
    }

    [Fact]
    public void Read_ManyFaults_AreToldAllAtOnceEachWithItsPlace()
    {
        var error = Assert.Throws<PriceBookException>(() => Books.Parse("""
            { "version": 7, "cancel_rules": { "p": "half" }, "deployments": { "d": 1 },
              "models": [ 3, { "provider": "a/b", "model": "m", "input": -1, "outptu": 1, "from": "soon", "aliases": [1],
                "tiers": [{ "above_input_tokens": 9, "input": "x", "output": 1 }, { "above_input_tokens": 9, "input": 1, "output": 1 }] } ] }
            """));

        Assert.Equal(
            [
                "cancel_rules.p", "models[0]", "models[1].outptu", "models[1].provider", "models[1].input", "models[1]", "models[1].aliases[0]",
                "models[1].tiers[0].input", "models[1].tiers[1]", "models[1].from", "deployments.d", "version",
            ],
            error.Faults.Select(f => f.Place));
        Assert.Equal(error.Faults.Select(f => $"book.json: {f}"), error.Message.Split('\n'));
    }

    [Fact]
    public void Read_MoreFaultsThanAnybodyReads_SaysHowMany()
    {
        var models = string.Join(',', Enumerable.Range(0, 50).Select(i => $$"""{ "provider": "p", "model": "m{{i}}", "input": 1 }"""));
        var error = Assert.Throws<PriceBookException>(() => Books.Parse($$"""{ "models": [{{models}}] }"""));
        Assert.Equal(50, error.Faults.Count);
        Assert.EndsWith("\nbook.json: and 30 more faults.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SameModelAndStartTwice_NamesBothPlaces()
    {
        const string model = """{ "provider": "p", "model": "m", "input": 1, "output": 1, "from": "2026-01-01" }""";
        Refuses($$"""{ "models": [{{model}}, {{model}}] }""", "models[1]", "p/m from 2026-01-01 is already priced in models[0]");
    }

    [Fact]
    public void Read_AliasThatLaterNamesAModel_IsRefused() => Refuses(
        """
        { "models": [ { "provider": "p", "model": "a", "input": 1, "output": 1, "aliases": ["b"] }, { "provider": "p", "model": "b", "input": 1, "output": 1 } ] }
        """,
        "models[0].aliases[0]",
        "'b' already names p/b");

    [Fact]
    public void Read_DeploymentNamedLikeAModel_IsRefused() => Refuses(
        """{ "deployments": { "m": "n" }, "models": [{ "provider": "p", "model": "m", "input": 1, "output": 1 }] }""",
        "deployments.m",
        "also prices a model of this name");

    private static void Refuses(string json, string place, string fault)
    {
        var error = Assert.Throws<PriceBookException>(() => Books.Parse(json));
        Assert.Equal("book.json", error.File);
        Assert.Equal(place, error.Place);
        Assert.StartsWith(place.Length == 0 ? "book.json: " : $"book.json: {place}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }
}
