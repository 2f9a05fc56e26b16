using System.Text.Json;

namespace Forerun.Cli.Tests.Fitting;

public sealed class FitTests : Scratch
{
    [Fact]
    public async Task Fit_AsJson_HasTheKeysThatScriptsRelyOnAndNoOthers()
    {
        var run = await Run.Of("fit", await Router(), "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(["verdict", "edges", "recommended", "predicted", "skipped"], Keys(run.Json));
        Assert.Equal(["dial", "depth"], Keys(run.Json.GetProperty("recommended")));
        Assert.Equal(["saved_percent", "extra_usd_percent", "low", "high"], Keys(run.Json.GetProperty("predicted")));
        Assert.All(run.Json.GetProperty("edges").EnumerateArray(), e =>
        {
            Assert.Equal(["edge", "verdict", "scores", "reasons"], Keys(e));
            Assert.Equal(["upstream_share", "predictability", "cost_against_value", "admissibility", "volume", "output_space"], Keys(e.GetProperty("scores")));
            Assert.Contains(e.GetProperty("verdict").GetString(), (string[])["strong", "fit", "marginal", "do_not"]);
            Assert.Equal(6, e.GetProperty("reasons").GetArrayLength());
        });
    }

    [Fact]
    public async Task Fit_ForPeople_OpensWithWhereTheSecondsGoAndCountsAYear()
    {
        var run = await Run.Of("fit", await Router(), "--runs-per-day", "1000", "--hourly-value", "40", "--html", PathOf("fit.html"));
        Assert.Equal(0, run.Code);
        var lines = run.Out.Split('\n');
        Assert.StartsWith("Where ", lines[1], StringComparison.Ordinal);
        Assert.Contains("A year of 365,000 runs", run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(PathOf("fit.html"), TestContext.Current.CancellationToken);
        Assert.Contains("classify -&gt; draft", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--runs-per-day", "0")]
    [InlineData("--hourly-value", "much")]
    [InlineData("--train", "x.jsonl")]
    public async Task Fit_WrongOption_IsWrongUsage(string option, string value) => Assert.Equal(2, (await Run.Of("fit", "x.jsonl", option, value)).Code);

    private async Task<string> Router()
    {
        await Run.Of("generate", "router", "--runs", "60", "--ways", "3", "--skew", "2", "--out", PathOf("router.jsonl"));
        return PathOf("router.jsonl");
    }

    private static IEnumerable<string> Keys(JsonElement json) => json.EnumerateObject().Select(p => p.Name);
}
