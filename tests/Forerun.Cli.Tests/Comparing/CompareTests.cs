using System.Text.Json;
using System.Text.Json.Nodes;

namespace Forerun.Cli.Tests.Comparing;

public class CompareTests : Scratch
{
    [Fact]
    public async Task Page_SaysTheVerdictFirst_WithoutEscapeCodes_Within100Columns()
    {
        var run = await Run.Of("compare", Repository.Sample, "--dial-sweep");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Matches(@"^plan\.jsonl · plan · dial 1 .*\r?\n12 runs, 90 steps, in virtual time\r?\n\r?\n- Of \d+ policies \S+ paid most\. It saved ", run.Out);
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.All(run.Out.Split(Environment.NewLine), l => Assert.InRange(l.Length, 0, 100));
        Assert.Contains("dial", run.Out[run.Out.LastIndexOf('*')..]);
    }

    [Fact]
    public async Task Page_WhereNothingPays_SaysSo()
    {
        var run = await Run.Of("compare", Repository.Sample, "--policies", "fixed-depth:4,fixed-depth:2", "--value-of-time", "0");

        Assert.Contains("- Nothing pays here: of 2 policies fixed-depth:2 lost least", run.Out);
        Assert.Contains("there is nothing here to be had", Unwrapped(run.Out));
        Assert.Contains("Did not pay at $0.0000/s: fixed-depth:2, fixed-depth:4.", Unwrapped(run.Out));
    }

    [Fact]
    public async Task Page_OfAPolicyWithoutBets_ShowsItAsSuch_NotAsATie()
    {
        var trace = Write("one.jsonl", File.ReadLines(Repository.Sample).First());

        var run = await Run.Of("compare", trace, "--policies", "cost-aware", "--value-of-time", "0");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Matches(@"cost-aware +│ made no bet │ +- │", run.Out);
        Assert.Contains("Made no bet, so it is sequential under another name: cost-aware.", Unwrapped(run.Out));
        Assert.Contains("- Nothing pays here: cost-aware found no bet to place.", Unwrapped(run.Out));
    }

    [Theory]
    [InlineData("No policy is named 'sideways'.", "--policies", "cost-aware,sideways")]
    [InlineData("K of 'fixed-depth:0' must be a whole number", "--policies", "fixed-depth:0")]
    [InlineData("--policies must name at least one policy", "--policies", ",")]
    [InlineData("--baseline must be target or target+drafter, not 'drafter'.", "--baseline", "drafter")]
    [InlineData("--dial must be a number from 0 to 1", "--dial", "2")]
    [InlineData("--html must name a file.", "--html", " ")]
    public async Task WrongUsage_IsOneSentence(string sentence, string option, string value)
    {
        var run = await Run.Of("compare", Repository.Sample, option, value);

        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.StartsWith(sentence, run.Error);
        Assert.Equal(2, run.Error.TrimEnd().Split('\n').Length); // and where to read how it is right
    }

    [Fact]
    public async Task Html_ThatWouldOverwriteTheTrace_IsRefused()
    {
        var trace = Write("one.jsonl", File.ReadLines(Repository.Sample).First());

        var run = await Run.Of("compare", trace, "--html", trace);

        Assert.Equal(2, run.Code);
        Assert.Contains("--html would overwrite", run.Error);
    }

    [Fact]
    public async Task Html_IntoAFolderThatIsNotThere_IsOneSentence()
    {
        var run = await Run.Of("compare", Repository.Sample, "--policies", "fixed-depth:2", "--html", PathOf("no/page.html"));

        Assert.Equal(1, run.Code);
        Assert.Contains("can't be written: there is no such folder", run.Error);
    }

    [Fact]
    public async Task Html_ThatCantBeWritten_IsFoundOutBeforeAnythingIsRead()
    {
        var run = await Run.Of("compare", PathOf("no-trace.jsonl"), "--html", PathOf("no/page.html"));

        Assert.Contains("page.html' can't be written: there is no such folder", run.Error);
        Assert.DoesNotContain("no-trace", run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("an old page")]
    public async Task Stop_UnderWay_IsOneSentence_AndLeavesTheOldPage(string? old)
    {
        using var stop = new CancellationTokenSource();
        if (old is not null) Write("page.html", old);

        var run = await Run.Watched(
            new TickingClock(TimeSpan.Zero, reads => { if (reads == 40) stop.Cancel(); }), stop.Token,
            "compare", Repository.Sample, "--html", PathOf("page.html"));

        Assert.Equal((1, "", "Stopped." + Environment.NewLine), (run.Code, run.Out, run.Error));
        Assert.Equal(old is null ? [] : [old], Directory.GetFiles(Folder).Select(File.ReadAllText));
    }

    [Fact]
    public async Task Trace_WithABrokenLine_IsComparedWithoutIt_AndFails()
    {
        var trace = Write("broken.jsonl", string.Join('\n', File.ReadLines(Repository.Sample).Take(2).Append("{")));

        var run = await Run.Of("compare", trace, "--policies", "fixed-depth:2", "--json");

        Assert.Equal(1, run.Code);
        Assert.Equal(2, run.Json.GetProperty("runs").GetInt32());
        Assert.Equal(3, run.Json.GetProperty("skipped")[0].GetProperty("line").GetInt32());
        Assert.Contains("broken.jsonl: line 3", run.Error);
    }

    [Fact]
    public async Task Trace_WithoutUsage_HasUnknownDollars_NeverZero()
    {
        var runs = File.ReadLines(Repository.Sample).Select(line => JsonNode.Parse(line)!).ToList();
        runs[0]["steps"]![0]!.AsObject().Remove("usage");
        var trace = Write("unknown.jsonl", string.Join('\n', runs.Select(r => r.ToJsonString())));

        var run = await Run.Of("compare", trace, "--policies", "fixed-depth:2", "--json");
        var page = await Run.Of("compare", trace, "--policies", "fixed-depth:2");

        var row = run.Json.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("policy").GetString() == "fixed-depth:2");
        Assert.All(
            (string[])["dCost_percent", "waste_usd", "net_value_usd", "low", "high"],
            key => Assert.Equal(JsonValueKind.Null, row.GetProperty(key).ValueKind));
        Assert.True(row.GetProperty("dT_percent").GetDecimal() > 0);
        Assert.Contains("1 model call does not say what was used of which model, so its cost is not known", run.Error);
        Assert.Contains("- What pays is not known. It saved ", page.Out);
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
