using System.Text.Json;

namespace Forerun.Cli.Tests.Demo;

/// <summary>What must be true of the demo for every seed.</summary>
public sealed class DemoLaws : Scratch
{
    private readonly DemoRun demo;

    public DemoLaws() => demo = new DemoRun(Folder);

    [Theory]
    [InlineData(1)]
    [InlineData(4711)]
    [InlineData(-3)]
    public async Task AnySeed_BothPassesDoTheSame_AndLoseNoMoreThanTheAllowance(int seed)
    {
        var run = await demo.OfAsync(DemoRun.Fast(seed));

        Assert.Equal(0, run.Code);
        Assert.True(run.Json.GetProperty("same_requests").GetBoolean());
        Assert.True(run.Json.GetProperty("same_effects").GetBoolean());
        Assert.True(run.Json.GetProperty("same_answer").GetBoolean());
        var recorded = await File.ReadAllTextAsync(demo.Recorded("sequential.jsonl"));
        Assert.Equal(recorded, await File.ReadAllTextAsync(demo.Recorded("speculative.jsonl")));
        Assert.Equal(
            string.Concat(Enumerable.Repeat("request request request effect answer ", 4)),
            string.Concat(recorded.TrimEnd().Split('\n').Select(l => JsonDocument.Parse(l).RootElement.GetProperty("kind").GetString() + " ")));
        var (sequential, speculative) = (Usd(run, "sequential"), Usd(run, "speculative"));
        Assert.Equal(run.Json.GetProperty("lost_usd").GetDecimal(), speculative - sequential);
        Assert.InRange(speculative - sequential, 0, run.Json.GetProperty("allowance_usd").GetDecimal());
        Assert.True(run.Json.GetProperty("bets").GetInt32() >= 3, "A demo without bets shows nothing.");
    }

    [Theory]
    [InlineData("oracle", "No policy of live runs is named 'oracle'. There are: sequential, cost-aware, ")]
    [InlineData("dsp:tau=2", "'dsp:tau=2' can't be read: write dsp[:tau=T,offset=N]")]
    public async Task Policy_ThatNoLiveRunCanHave_IsWrongUsage(string policy, string message)
    {
        var run = await Run.Of("demo", "--policy", policy);
        Assert.Equal(2, run.Code);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_Forerun_DoesTheSameAsWithoutBets()
    {
        var run = await demo.OfAsync(DemoRun.Fast(4) with { Policy = "forerun" });
        Assert.Equal((0, "forerun"), (run.Code, run.Json.GetProperty("policy").GetString()));
        Assert.Equal(await File.ReadAllTextAsync(demo.Recorded("sequential.jsonl")), await File.ReadAllTextAsync(demo.Recorded("speculative.jsonl")));
    }

    [Fact]
    public async Task Json_BeginsWithWhatIsPromised_InItsOrder()
    {
        var run = await demo.OfAsync(DemoRun.Fast(2, emails: 2));

        Assert.Equal(
            ["same_requests", "same_effects", "same_answer", "seconds", "usd", "bets", "hits"], run.Json.EnumerateObject().Take(7).Select(p => p.Name));
        Assert.Equal(["sequential", "speculative", "foresight"], run.Json.GetProperty("seconds").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["sequential", "speculative"], run.Json.GetProperty("usd").EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            run.Json.GetProperty("bets").GetInt32(),
            ((string[])["hits", "misses", "cancelled"]).Sum(n => run.Json.GetProperty(n).GetInt32()));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(5, true)]
    public async Task Ledger_SumsToTheDollarsOfTheDemo_ToTheLastDigit(int seed, bool faults)
    {
        var run = await demo.OfAsync(DemoRun.Fast(seed) with { Faults = faults });
        var ledger = await Run.Of("ledger", demo.Ledger, "--json");

        var totals = ledger.Json.GetProperty("totals");
        Assert.Equal(Usd(run, "sequential") + Usd(run, "speculative"), totals.GetProperty("usd").GetDecimal());
        Assert.Equal(run.Json.GetProperty("lost_usd").GetDecimal(), totals.GetProperty("wasted_usd").GetDecimal());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Faults_EveryLetterIsAnsweredOrHasOneClearError(int seed)
    {
        var run = await demo.OfAsync(DemoRun.Fast(seed) with { Faults = true });

        var errors = run.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetString()!).ToList();
        Assert.Equal(errors.Count > 0 ? 1 : 0, run.Code);
        Assert.Equal(errors.Count, errors.Select(e => e.Split(':')[0]).Distinct().Count());
        Assert.All(errors, e => Assert.Matches(@"^(sequential|speculative), letter \d: [A-Z'1].+\.$", e));
        Assert.True(run.Json.GetProperty("same_requests").GetBoolean());
        Assert.True(run.Json.GetProperty("same_effects").GetBoolean());
        var answers = await AnswersAsync("sequential.jsonl") + await AnswersAsync("speculative.jsonl");
        Assert.Equal(8, answers + errors.Count);
    }

    [Fact]
    public async Task OneLetter_IsEnough()
    {
        var run = await demo.OfAsync(DemoRun.Fast(9, emails: 1));

        Assert.Equal((0, 0), (run.Code, run.Json.GetProperty("bets").GetInt32()));
    }

    private static decimal Usd(Run run, string pass) => run.Json.GetProperty("usd").GetProperty(pass).GetDecimal();

    private async Task<int> AnswersAsync(string file) =>
        (await File.ReadAllLinesAsync(demo.Recorded(file))).Count(l => l.StartsWith("{\"kind\":\"answer\"", StringComparison.Ordinal));
}
