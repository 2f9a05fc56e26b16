using System.Text.Json;

namespace Forerun.Cli.Tests.Comparing;

public class CompareJsonTests
{
    [Fact]
    public async Task Json_HasExactlyTheKeysThatScriptsRelyOn()
    {
        var compared = await Compare("--policies", "cost-aware", "--dial-sweep", "--value-sweep");

        Assert.Equal(
            "trace, workload, dial, value_of_time, baseline, runs, steps, seed, resamples, "
            + "rows[{policy,dT_percent,dP_percent,dG_percent,dCost_percent,mc,k,bets,hit_percent,waste_usd,net_value_usd,brier,low,high}], "
            + "sweeps[{policy,dial,seconds,usd,net_value_usd}], value_sweeps[{policy,value_of_time,seconds,usd,net_value_usd}], "
            + "not_monotone, skipped[]",
            string.Join(", ", compared.EnumerateObject().Select(p => p.Name == "not_monotone" ? p.Name : Shape(p))));
        Assert.Equal(JsonValueKind.Array, compared.GetProperty("not_monotone").ValueKind);
    }

    [Theory]
    [InlineData("cost-aware")]
    [InlineData("fixed-depth:2")]
    [InlineData("oracle")]
    public async Task Json_OfAPolicy_HasTheNumbersOfReplay(string policy)
    {
        string[] settings = ["--value-of-time", "0.02", "--cancel-rule", "full", "--dial", "0.5"];
        var replay = await Run.Replay([Repository.Sample, "--policy", policy, .. settings]);
        var compared = await Compare(["--policies", policy, .. settings]);

        var row = Assert.Single(compared.GetProperty("rows").EnumerateArray(), r => r.GetProperty("policy").GetString() == policy);
        foreach (var (mine, theirs) in new[] { ("k", "mean_depth"), ("mc", "peak_concurrency"), ("bets", "bets"), ("waste_usd", "waste_usd"),
            ("net_value_usd", "net_value_usd"), ("brier", "brier"), ("dCost_percent", "extra_usd_percent") })
            Assert.Equal(replay.GetProperty(theirs).GetRawText(), row.GetProperty(mine).GetRawText());
        Assert.Equal(
            100m * replay.GetProperty("hits").GetInt32() / replay.GetProperty("bets").GetInt32(), row.GetProperty("hit_percent").GetDecimal());
    }

    [Fact]
    public async Task Json_OfDefaults_SaysThem_AndHasEveryPolicyBetweenItsBrackets()
    {
        var compared = await Compare();
        var policies = compared.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("policy").GetString()).ToList();

        Assert.Equal(
            ("plan.jsonl", "target", 1m, 0.01m, 1, 1000),
            (compared.GetProperty("trace").GetString(), compared.GetProperty("baseline").GetString(), compared.GetProperty("dial").GetDecimal(),
                compared.GetProperty("value_of_time").GetDecimal(), compared.GetProperty("seed").GetInt32(), compared.GetProperty("resamples").GetInt32()));
        Assert.Equal("sequential", policies[0]);
        Assert.All(
            (string[])["forerun", "cost-aware", "fixed-depth:1", "fixed-depth:2", "fixed-depth:4", "fixed-depth:6", "oracle", "oracle:episode", "free-oracle"],
            name => Assert.Contains(name, policies));
        Assert.DoesNotContain("logged", policies); // the sample has no logs
        Assert.Empty(compared.GetProperty("sweeps").EnumerateArray());
    }

    [Fact]
    public async Task Json_OfASeed_IsTheSameAgain_AndOfAnotherHasOtherIntervals()
    {
        Assert.Equal(await Interval("3"), await Interval("3"));
        Assert.NotEqual(await Interval("3"), await Interval("4"));

        async Task<string> Interval(string seed)
        {
            var row = (await Compare("--policies", "fixed-depth:2", "--seed", seed)).GetProperty("rows")[1];
            return $"{row.GetProperty("low")} {row.GetProperty("high")}";
        }
    }

    private static async Task<JsonElement> Compare(params string[] args)
    {
        var run = await Run.Of(["compare", Repository.Sample, .. args, "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        return run.Json;
    }

    private static string Shape(JsonProperty property) => property.Name + (property.Value.ValueKind == JsonValueKind.Array
        ? $"[{(property.Value.GetArrayLength() == 0 ? "" : $"{{{string.Join(',', property.Value[0].EnumerateObject().Select(p => p.Name))}}}")}]"
        : "");
}
