using System.Text.Json;

namespace Forerun.Cli.Tests.Accounting;

/// <summary>Law 3 as a user meets it: what a ledger adds up to is what the replay reported, to the last digit.</summary>
public class LedgerTotalsLaws : Scratch
{
    private static readonly string[] Families =
    [
        "plan --runs 5 --max-steps 8 --hit-rate 0.7", "router --runs 8 --ways 3 --skew 2", "dag --runs 8 --fan-out 3 --levels 2", "tree --runs 8 --skew 3", "verify --runs 8",
    ];

    public static MatrixTheoryData<string, int> Runs => new(
        [
            "sequential", "cost-aware", "fixed-depth:2", "fixed-depth:5", "oracle", "oracle:episode", "free-oracle",
            "speculative-actions:2,selective", "sherlock", "branch-beam",
        ],
        [0, 1, 2, 3, 4]);

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Totals_AreThoseOfTheReport_InEitherForm(string policy, int family)
    {
        foreach (var seed in Seeds)
        {
            var trace = await Generate(family, seed);
            foreach (var options in (string[][])[["--value-of-time", "1"], ["--value-of-time", "1", "--cancel-rule", "full", "--dial", "0.5"]])
            {
                foreach (var form in (string[])["jsonl", "db"])
                {
                    var ledger = PathOf($"ledger-{seed}-{options.Length}.{form}");
                    var report = await Run.Replay([trace, "--policy", policy, .. options, "--ledger", ledger]);
                    AssertSame(seed, report, await Json("ledger", ledger, "--by", "run"));
                }
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("--leave-out task")]
    public async Task Totals_OfManyDollars_AreThoseOfTheReport(string leaveOut)
    {
        // Past eight dollars a sum of 28 digits is rounded, so the order of adding shows.
        var trace = PathOf("dear.jsonl");
        await Run.Of("generate", "plan", "--runs", "150", "--tasks", "3", "--seed", "5", "--out", trace);

        var report = await Run.Replay([trace, "--policy", "fixed-depth:4", "--ledger", PathOf("dear.db"), .. leaveOut.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        var sums = await Json("ledger", PathOf("dear.db"), "--by", "run");

        Assert.InRange(report.GetProperty("speculative").GetProperty("usd").GetDecimal(), 8, 1000);
        AssertSame(5, report, sums);
    }

    private static IEnumerable<int> Seeds =>
        int.TryParse(Environment.GetEnvironmentVariable("FORERUN_SEED"), out var seed) ? [seed] : Enumerable.Range(1, 3);

    private static void AssertSame(int seed, JsonElement report, JsonElement sums)
    {
        var (speculative, totals) = (report.GetProperty("speculative"), sums.GetProperty("totals"));
        Assert.True(
            speculative.GetProperty("usd").GetRawText() == totals.GetProperty("usd").GetRawText(),
            $"FORERUN_SEED={seed}: the report says {speculative.GetProperty("usd")}, the ledger {totals.GetProperty("usd")}");
        foreach (var count in (string[])["runs", "bets", "hits", "misses", "cancelled"])
            Assert.Equal((count, report.GetProperty(count).GetInt32()), (count, totals.GetProperty(count).GetInt32()));
        Assert.Equal(
            report.GetProperty("per_run").EnumerateArray().Select(r => (r.GetProperty("run").GetString(), r.GetProperty("usd").GetRawText())),
            sums.GetProperty("groups").EnumerateArray().Select(g => (g.GetProperty("key").GetString(), g.GetProperty("usd").GetRawText())));
    }

    private static async Task<JsonElement> Json(params string[] args)
    {
        var run = await Run.Of([.. args, "--json"]);
        Assert.Equal(0, run.Code);
        return run.Json;
    }

    private async Task<string> Generate(int family, int seed)
    {
        var trace = PathOf($"{family}-{seed}.jsonl");
        var made = await Run.Of(["generate", .. Families[family].Split(' '), "--seed", $"{seed}", "--out", trace]);
        Assert.Equal(0, made.Code);
        return trace;
    }
}
