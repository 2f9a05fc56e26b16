using System.Text.Json;

namespace Forerun.Cli.Tests.Saving;

public class SavingsTests : Scratch
{
    [Theory]
    [InlineData("forerun", "ledger.jsonl")]
    [InlineData("cost-aware", "ledger.db")]
    [InlineData("fixed-depth:4", "ledger.db")]
    public async Task Savings_OfAReplay_AreSequentialMinusThePolicy_ToTheLastDigit(string policy, string file)
    {
        var report = await Run.Replay(Repository.Sample, "--policy", policy, "--ledger", PathOf(file));

        var total = (await Savings(file)).GetProperty("total");

        var (real, early) = (report.GetProperty("sequential"), report.GetProperty("speculative"));
        Assert.Equal(Number(early, "seconds"), Number(total.GetProperty("realised"), "seconds"));
        Assert.Equal(Number(early, "usd"), Number(total.GetProperty("realised"), "usd"));
        var estimated = total.GetProperty("estimated");
        Assert.Equal(Number(real, "seconds") - Number(early, "seconds"), Number(estimated, "saved_seconds"));
        Assert.Equal(Number(early, "usd") - Number(real, "usd"), Number(estimated, "extra_usd"));
        Assert.Equal(Number(report, "net_value_usd"), Number(estimated, "net_value_usd"));
        Assert.True(Number(estimated, "saved_seconds") > 0);
    }

    [Fact]
    public async Task Trace_SaysWhatOtherDialsWouldHaveGiven_AsReplaysDo()
    {
        await Run.Replay(Repository.Sample, "--policy", "cost-aware", "--ledger", PathOf("l.jsonl"));

        var dials = (await Savings("l.jsonl", "--trace", Repository.Sample)).GetProperty("dials").EnumerateArray().ToList();

        Assert.Equal([0, 0.25m, 0.5m, 0.75m, 1], dials.Select(d => Number(d, "dial")));
        var half = await Run.Replay(Repository.Sample, "--policy", "cost-aware", "--dial", "0.5");
        Assert.Equal(Number(half, "net_value_usd"), Number(dials[2], "net_value_usd"));
        Assert.NotEqual(Number(dials[0], "saved_seconds"), Number(dials[4], "saved_seconds"));
    }

    [Fact]
    public async Task Implied_OfATurnedDial_IsALowerPriceAtDialOne()
    {
        await Run.Replay(Repository.Sample, "--policy", "cost-aware", "--dial", "0", "--ledger", PathOf("l.jsonl"));

        var savings = await Savings("l.jsonl");

        var (given, atOne) = (savings.GetProperty("implied_value_of_time"), savings.GetProperty("implied_value_of_time_at_dial_1"));
        Assert.InRange(0.01m, Number(given, "low"), Number(given, "high")); // what it was replayed with
        Assert.True(Number(atOne, "high") < 0.01m, $"{atOne}: a careful dial values a second at less.");
    }

    [Fact]
    public async Task OtherWays_KnowTheBookAndTheLedger()
    {
        var book = Write("prices.json", """
            {"models": [{"provider": "openai", "model": "gpt-4-turbo-fast", "input": 20, "output": 60}]}
            """);
        await Run.Replay(Repository.Sample, "--policy", "cost-aware", "--ledger", PathOf("l.jsonl"));

        var savings = await Savings("l.jsonl", "--prices", book, "--instead", "gpt-4o-mini");

        var ways = savings.GetProperty("other_ways").EnumerateArray().ToDictionary(w => w.GetProperty("instead").GetString()!);
        var paid = Number(savings.GetProperty("total").GetProperty("estimated"), "without_bets_usd");
        Assert.Equal(paid, Number(ways["gpt-4-turbo-fast"], "extra_usd"));
        var match = Number(ways["gpt-4-turbo-fast"], "faster_by_percent_to_match");
        var second = Number(savings.GetProperty("total").GetProperty("estimated"), "usd_per_second");
        Assert.Equal(paid, second * match / 100 * Number(ways["gpt-4-turbo-fast"], "call_seconds"), 12);
        Assert.True(Number(ways["gpt-4o-mini"], "extra_usd") < 0);
        Assert.Equal(JsonValueKind.Null, ways["gpt-4o-mini"].GetProperty("fewer_call_seconds").ValueKind);
    }

    [Fact]
    public async Task Page_ShowsRealisedApartFromEstimated()
    {
        await Run.Replay(Repository.Sample, "--policy", "cost-aware", "--ledger", PathOf("l.db"));

        var page = await Run.Of("savings", "--ledger", PathOf("l.db"), "--by", "week");

        Assert.Equal((0, ""), (page.Code, page.Error));
        var text = page.Out.ReplaceLineEndings(" ");
        Assert.Contains("Realised: 12 runs, 658.4 s of waiting, $2.3003; 61 bets: 42 hits, 19 missed, 0 cancelled", text);
        Assert.Contains("Estimated: without bets 914.8 s and $1.6323; bets saved 256.3 s (28.0 %)", text);
        Assert.Matches(@"2026-W\d\d", page.Out);
    }

    [Fact]
    public async Task Savings_OfWhatIsNotThere_SaySo()
    {
        Assert.Equal(1, (await Run.Of("savings", "--ledger", PathOf("none.db"))).Code);
        Assert.Equal(2, (await Run.Of("savings", "--by", "colour")).Code);
        Assert.Equal(2, (await Run.Of("savings", "--policy", "guesswork")).Code);
    }

    private async Task<JsonElement> Savings(string file, params string[] options)
    {
        var run = await Run.Of(["savings", "--ledger", PathOf(file), .. options, "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        return run.Json;
    }

    private static decimal Number(JsonElement of, string name) => of.GetProperty(name).GetDecimal();
}
