using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class PriceBookMergeTests
{
    private static readonly PriceBook Base = Books.Parse("""
        { "version": "base", "as_of": "2026-01-01", "source": "s",
          "cancel_rules": { "openai": "full", "other": "none" },
          "deployments": { "prod": "gpt", "test": "mini" },
          "models": [
            { "provider": "openai", "model": "gpt", "input": 10, "output": 1, "aliases": ["gpt-2026"] },
            { "provider": "openai", "model": "gpt", "input": 11, "output": 1, "from": "2026-02-01" },
            { "provider": "openai", "model": "mini", "input": 12, "output": 1 },
            { "provider": "other", "model": "thing", "input": 13, "output": 1 } ] }
        """);

    [Fact]
    public void Merge_SameModel_ReplacesAllItsDatesAndServesItsAliases()
    {
        var merged = Base.Merge(Books.Of("openai/gpt=5"));
        Assert.Equal(5, merged.Find("gpt")?.Input);
        Assert.Equal(5, merged.Find("openai/gpt")?.Input);
        Assert.Equal(5, merged.Find("gpt-2026")?.Input);
        Assert.Equal(5, merged.Find("prod")?.Input);
        Assert.Equal(12, merged.Find("mini")?.Input);
    }

    [Fact]
    public void Merge_AliasMadeAModel_WinsOverTheAlias()
    {
        var merged = Base.Merge(Books.Of("openai/gpt-2026=6"));
        Assert.Equal(6, merged.Find("gpt-2026")?.Input);
        Assert.Equal(11, merged.Find("gpt")?.Input);
    }

    [Fact]
    public void Merge_SameNameAtAnotherProvider_WinsBareAndLeavesTheQualified()
    {
        var merged = Base.Merge(Books.Of("acme/gpt=7"));
        Assert.Equal("acme", merged.Find("gpt")?.Provider);
        Assert.Equal(11, merged.Find("openai/gpt")?.Input);
    }

    [Fact]
    public void Merge_DeploymentAgainstModel_LatestBookWins()
    {
        Assert.Equal(12, Base.Merge(Books.Parse("""{ "deployments": { "gpt": "mini" } }""")).Find("gpt")?.Input);
        Assert.Equal(8, Base.Merge(Books.Of("openai/prod=8")).Find("prod")?.Input);
        Assert.Equal(12, Base.Merge(Books.Parse("""{ "deployments": { "prod": "mini" } }""")).Find("prod")?.Input);
    }

    [Fact]
    public void Merge_CancelRules_ApplyToModelsOfBothBooks()
    {
        var merged = Base.Merge(Books.Parse("""
            { "cancel_rules": { "openai": "streamed" }, "models": [{ "provider": "other", "model": "new", "input": 1, "output": 1 }] }
            """));
        Assert.Equal(CancelRule.Full, Base.Find("gpt")?.CancelRule);
        Assert.Equal(CancelRule.Streamed, merged.Find("gpt")?.CancelRule);
        Assert.Equal(CancelRule.None, merged.Find("thing")?.CancelRule);
        Assert.Equal(CancelRule.None, merged.Find("new")?.CancelRule);
    }

    [Fact]
    public void Merge_Headings_NameBothBooks()
    {
        var merged = Base.Merge(Books.Parse("""{ "version": "mine", "source": "contract", "deployments": { "d": "m" } }"""));
        Assert.Equal(("base+mine", new DateOnly(2026, 1, 1), "s; contract"), (merged.Version, merged.AsOf, merged.Source));
        var dated = Base.Merge(Books.Parse("""{ "version": "m", "as_of": "2026-03-01", "source": "s", "deployments": { "d": "m" } }"""));
        Assert.Equal((new DateOnly(2026, 3, 1), "s"), (dated.AsOf, dated.Source));
    }

    [Fact]
    public void Merge_Twice_LastWins() =>
        Assert.Equal(3, Base.Merge(Books.Of("openai/gpt=2")).Merge(Books.Of("openai/gpt=3")).Find("gpt")?.Input);
}
