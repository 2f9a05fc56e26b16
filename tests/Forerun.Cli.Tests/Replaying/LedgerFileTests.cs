using Forerun.Ledgers;

namespace Forerun.Cli.Tests.Replaying;

public class LedgerFileTests : Scratch
{
    [Theory]
    [InlineData("cost-aware")]
    [InlineData("fixed-depth:4")]
    [InlineData("oracle")]
    [InlineData("oracle:episode")]
    [InlineData("sequential")]
    public async Task Ledger_HoldsEveryDollarEveryBetAndEveryVerdict(string policy)
    {
        var file = PathOf("ledger.jsonl");

        var report = await Run.Replay(Repository.Sample, "--policy", policy, "--ledger", file);

        var rows = JsonlLedger.Read(file).ToList();
        var perRun = rows.OfType<AttemptRow>().GroupBy(r => r.Tags.Run).Select(g => (g.Key, Usd: g.Sum(a => a.Cost!.Value.Amount))).ToList();
        Assert.Equal(
            report.GetProperty("per_run").EnumerateArray().Select(r => (r.GetProperty("run").GetString()!, r.GetProperty("usd").GetDecimal())), perRun);
        Assert.Equal(report.GetProperty("speculative").GetProperty("usd").GetDecimal(), perRun.Sum(r => r.Usd));
        Assert.Equal(report.GetProperty("bets").GetInt32(), rows.OfType<BetRow>().Count());
        Assert.Equal(report.GetProperty("hits").GetInt32(), rows.OfType<BetRow>().Count(b => b.Outcome == Outcome.Hit));
        Assert.Equal(12, rows.OfType<RunRow>().Count());
        Assert.All(rows.OfType<DecisionRow>(), row => Assert.Equal(row.Decision.Verdict, row.Decision.Recompute()));
        Assert.All(rows, row => Assert.Equal(policy, row.Tags.Policy));
    }

    [Fact]
    public async Task Ledger_IsTheSame_WithAndWithoutAPicture()
    {
        await Run.Of("replay", Repository.Sample, "--ledger", PathOf("a.jsonl"));
        await Run.Of("replay", Repository.Sample, "--ledger", PathOf("b.jsonl"), "--json");

        Assert.Equal(await File.ReadAllTextAsync(PathOf("a.jsonl")), await File.ReadAllTextAsync(PathOf("b.jsonl")));
    }
}
