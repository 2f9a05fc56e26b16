using System.Text.Json;

namespace Forerun.Cli.Tests.Demo.Support;

/// <summary>What must be true of the support demo for every seed.</summary>
public sealed class SupportLaws : Scratch
{
    private readonly SupportRun demo;

    public SupportLaws() => demo = new SupportRun(Folder);

    [Theory]
    [InlineData(1)]
    [InlineData(4711)]
    [InlineData(-3)]
    public async Task AnySeed_BothPassesDoTheSame_AndEveryDollarIsInTheLedger(int seed)
    {
        var run = await demo.OfAsync(SupportRun.Fast(seed));

        Assert.True(run.Code == 0, run.Error);
        foreach (var same in (string[])["same_requests", "same_effects", "same_answer"]) Assert.True(run.Json.GetProperty(same).GetBoolean(), same);
        var recorded = await File.ReadAllTextAsync(demo.Recorded("sequential.jsonl"), TestContext.Current.CancellationToken);
        Assert.Equal(recorded, await File.ReadAllTextAsync(demo.Recorded("speculative.jsonl"), TestContext.Current.CancellationToken));
        Assert.Equal(
            string.Concat(Enumerable.Repeat("request request request answer request request request answer effect ", 3)),
            string.Concat(recorded.TrimEnd().Split('\n').Select(l => JsonDocument.Parse(l).RootElement.GetProperty("kind").GetString() + " ")));
        var totals = (await Run.Of("ledger", demo.Ledger, "--json")).Json.GetProperty("totals");
        Assert.Equal(Number(run, "usd", "sequential") + Number(run, "usd", "speculative"), totals.GetProperty("usd").GetDecimal());
        Assert.True(run.Json.GetProperty("bets").GetInt32() >= 3, "A demo without bets shows nothing.");
    }

    [Fact]
    public async Task Json_HasTheKeysOfTheDemo_AndWhatEachHasSaved_WhichAddUp()
    {
        var run = await demo.OfAsync(SupportRun.Fast(2));

        Assert.Equal(
            ["same_requests", "same_effects", "same_answer", "seconds", "usd", "bets", "hits", "saved_by", "foresight_saved_by", "not_attributed"],
            run.Json.EnumerateObject().Take(10).Select(p => p.Name));
        foreach (var by in (string[])["saved_by", "foresight_saved_by"])
            Assert.Equal(["early_issue", "prefetch", "drafting"], run.Json.GetProperty(by).EnumerateObject().Select(p => p.Name));
        foreach (var (pass, by) in new[] { ("speculative", "saved_by"), ("foresight", "foresight_saved_by") })
            Assert.Equal(
                Number(run, "seconds", "sequential") - Number(run, "seconds", pass),
                run.Json.GetProperty(by).EnumerateObject().Sum(p => p.Value.GetDecimal()) + Number(run, "not_attributed", pass));
        Assert.True(Number(run, "saved_by", "early_issue") > 0, "Reads side by side save what the shorter ones take.");
    }

    [Fact]
    public async Task Page_SaysWhatIsScripted_AndWhatEachHasSaved()
    {
        var run = await demo.OfAsync(SupportRun.Fast(1) with { Json = false });

        var text = string.Join(' ', run.Out.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("What the model looks up has 0.72 bits, what a person wants 0.81", text, StringComparison.Ordinal);
        Assert.Matches(@"Saved by early issue [\d.]+ s, prefetch -?[\d.]+ s, drafting -?[\d.]+ s; with foresight", text);
        Assert.Contains("Requests, effects and answers are the same.", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
    }

    [Theory]
    [InlineData("--conversations must be a whole number from 1 to 100", "--conversations", "0")]
    [InlineData("No policy of live runs is named 'oracle'", "--policy", "oracle")]
    public async Task WrongUsage_IsToldAtOnce(string sentence, params string[] args)
    {
        var run = await Run.Of(["demo", "support", .. args]);

        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    private static decimal Number(Run run, string group, string name) => run.Json.GetProperty(group).GetProperty(name).GetDecimal();
}
