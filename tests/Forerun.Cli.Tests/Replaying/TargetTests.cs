using Forerun.Ledgers;

namespace Forerun.Cli.Tests.Replaying;

public class TargetTests : Scratch
{
    [Fact]
    public async Task Replay_WithABoundOnDollars_KeepsIt_AndSaysEachMove()
    {
        var report = await Run.Replay(Repository.Sample, "--target", "extra<=15%", "--ledger", PathOf("l.jsonl"));

        var target = report.GetProperty("target");
        Assert.True(target.GetProperty("met").GetBoolean());
        Assert.Equal(report.GetProperty("extra_usd_percent").GetDecimal(), target.GetProperty("seen").GetDecimal());
        Assert.True(report.GetProperty("saved_percent").GetDecimal() > 5);
        var moves = JsonlLedger.Read(PathOf("l.jsonl")).OfType<AimRow>().ToList();
        Assert.NotEmpty(moves);
        Assert.All(moves.Where(m => m.To.IsHeld), m => Assert.True(m.SeenPercent > m.BoundPercent));
        Assert.Contains(moves, m => m.To.IsHeld);
    }

    [Fact]
    public async Task Replay_OfATargetThatCantBeMet_SaysSo_WithTheBestThatCanBeHad()
    {
        var page = await Run.Of("replay", Repository.Sample, "--target", "p95<=10s");

        Assert.Equal(0, page.Code);
        var text = page.Out.ReplaceLineEndings(" ");
        Assert.Contains("The target p95<=10s is missed: 95 % of the runs within", text);
        Assert.Contains("No dial meets it over these runs: the best that one dial gives is 95 % of the runs within", text);
    }

    [Fact]
    public async Task Train_PutsTheDialWhereItBegins()
    {
        var report = await Run.Replay(Repository.Sample, "--target", "extra<=30%", "--train", Repository.Sample, "--policy", "forerun");

        Assert.InRange(report.GetProperty("target").GetProperty("from_dial").GetDecimal(), 0, 0.99m); // at dial 1 it is 47 % more
    }

    [Fact]
    public async Task Compare_SaysWhichPoliciesMeetIt()
    {
        var page = await Run.Of("compare", Repository.Sample, "--policies", "cost-aware,forerun", "--target", "extra<=15%");
        Assert.Contains("· extra<=15%, from dial 1 ·", page.Out);
        Assert.Contains("The target extra<=15% is met by 1 policy of 2", page.Out.ReplaceLineEndings(" "));

        var rows = (await Run.Of("compare", Repository.Sample, "--policies", "cost-aware", "--target", "p95<=1s", "--json")).Json.GetProperty("rows").EnumerateArray();
        Assert.False(rows.Single(r => r.GetProperty("policy").GetString() == "cost-aware").GetProperty("target").GetProperty("met").GetBoolean());
    }

    [Fact]
    public async Task Target_ThatIsNone_IsRefusedWithWhatItTakes()
    {
        var run = await Run.Of("replay", Repository.Sample, "--target", "fast");

        Assert.Equal(2, run.Code);
        Assert.Contains("--target must be extra<=20% or p95<=8s", run.Error);
    }
}
