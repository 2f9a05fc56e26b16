using System.Text;
using System.Text.Json;
using Forerun.Ledgers;

namespace Forerun.Cli.Tests.Replaying;

/// <summary>Traces that strangers brought, and what went wrong with them once.</summary>
public class OddTraceTests : Scratch
{
    [Fact]
    public async Task Replay_EffectDeclaredOnlyInALaterRun_NeverRunsOnAGuess()
    {
        var lines = new StringBuilder();
        for (var run = 1; run <= 8; run++)
            lines.AppendLine($$"""{"run":"{{run}}","workload":"w","steps":[{{Step("1", "look", "model", "none", "\"x\"", 9)}},{{Step("2", "act", "tool", run == 1 ? "none" : "irreversible", "1", 9, "1")}}]}""");
        var json = await Run.Replay(Write("t.jsonl", lines.ToString()), "--policy", "cost-aware", "--value-of-time", "1");
        Assert.Equal(0, json.GetProperty("bets").GetInt32());
    }

    [Fact]
    public async Task Replay_TwoBranchesOnTwoGuesses_StartsThemTogether()
    {
        var lines = new StringBuilder();
        for (var run = 1; run <= 6; run++)
            lines.AppendLine($$"""
                {"run":"{{run}}","workload":"w","steps":[{{Step("s1", "s1", "model", "none", "\"a\"", 10)}},{{Step("s2", "s2", "model", "none", "\"b\"", 10)}},{{Step("b1", "b1", "model", "none", "\"c\"", 20, "s1")}},{{Step("b2", "b2", "model", "none", "\"d\"", 20, "s2")}},{{Step("j", "j", "model", "none", "\"e\"", 2, "b1", "b2")}}]}
                """);
        var json = await Run.Replay(Write("t.jsonl", lines.ToString()), "--policy", "cost-aware");
        Assert.Equal(6 * 32, json.GetProperty("sequential").GetProperty("seconds").GetDecimal());
        Assert.True(json.GetProperty("speculative").GetProperty("seconds").GetDecimal() <= (6 * 32) - (4 * 10));
    }

    [Fact]
    public async Task Replay_RunWithoutAStep_IsASkippedLine()
    {
        var one = $$"""{"run":"b","workload":"w","steps":[{{Step("1", "look", "model", "none", "\"x\"", 9)}}]}""";
        var run = await Run.Of("replay", Write("t.jsonl", """{"run":"a","workload":"w","steps":[]}""" + "\n" + one), "--json");
        Assert.Equal((1, 1), (run.Code, run.Json.GetProperty("runs").GetInt32()));
        var skipped = run.Json.GetProperty("skipped")[0];
        Assert.Equal((1, "steps"), (skipped.GetProperty("line").GetInt32(), skipped.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Replay_OnlyRunsWithoutAStep_SaysSo()
    {
        var run = await Run.Of("replay", Write("t.jsonl", """{"run":"a","workload":"w","steps":[]}"""));
        Assert.Equal(1, run.Code);
        Assert.Equal("No run could be read of 't.jsonl': line 1, steps: empty; a run has at least one step.\n", run.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Replay_ModelStepWithoutAModel_IsOneSkippedLine_AndTheRestIsReplayed()
    {
        var good = $$"""{"run":"b","workload":"w","steps":[{{Step("1", "look", "model", "none", "\"x\"", 9)}}]}""";
        var run = await Run.Of("replay", Write("t.jsonl", good.Replace("\"model\":\"gpt-4o\",", "", StringComparison.Ordinal) + "\n" + good), "--json");
        Assert.Equal((1, 1), (run.Code, run.Json.GetProperty("runs").GetInt32()));
        Assert.Contains("t.jsonl: line 1, steps[0].model: missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_SeveralModelsWithoutAPrice_NamesAllAtOnce_TrainingIncluded()
    {
        var lines = string.Join('\n', new[] { "gpt-4oo", "clawd", "gpt-4o", "clawd" }.Select((model, i) =>
            $$"""{"run":"{{i}}","workload":"w","steps":[{{Step("1", "look", "model", "none", "\"x\"", 9).Replace("gpt-4o", model, StringComparison.Ordinal)}}]}"""));
        var lessons = $$"""{"run":"l","workload":"w","steps":[{{Step("1", "look", "model", "none", "\"x\"", 9).Replace("gpt-4o", "jemini", StringComparison.Ordinal)}}]}""";

        var run = await Run.Of("replay", Write("t.jsonl", lines), "--train", Write("l.jsonl", lessons), "--json");

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Contains("No price for 3 models", run.Error, StringComparison.Ordinal);
        foreach (var model in (string[])["gpt-4oo", "clawd", "jemini"]) Assert.Contains($"'{model}' (nearest: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        var line = run.Error[run.Error.IndexOf('{', StringComparison.Ordinal)..(run.Error.LastIndexOf('}') + 1)];
        Assert.Equal(0, (await Run.Of("replay", PathOf("t.jsonl"), "--train", PathOf("l.jsonl"), "--prices", Write("p.json", line), "--json")).Code);
    }

    [Fact]
    public async Task Replay_ModelCallWithoutUsage_HasAnUnknownCost_NeverZero()
    {
        const string Line = """{"run":"a","workload":"w","steps":[{"id":"1","operation":"o","kind":"model","model":"gpt-4o","output":"x","seconds":1}]}""";
        var known = $$"""{"run":"b","workload":"w","steps":[{{Step("1", "look", "model", "none", "\"x\"", 9)}}]}""";
        var trace = Write("t.jsonl", Line + "\n" + known);
        var run = await Run.Of("replay", trace, "--json");
        Assert.Contains("1 model call does not say what was used of which model, so its cost is not known", run.Error, StringComparison.Ordinal);
        foreach (var sum in (string[])["sequential", "speculative", "oracle"])
            Assert.Equal(JsonValueKind.Null, run.Json.GetProperty(sum).GetProperty("usd").ValueKind);
        foreach (var key in (string[])["extra_usd_percent", "waste_usd", "net_value_usd"])
            Assert.Equal(JsonValueKind.Null, run.Json.GetProperty(key).ValueKind);
        var perRun = run.Json.GetProperty("per_run");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Number), (perRun[0].GetProperty("usd").ValueKind, perRun[1].GetProperty("usd").ValueKind));

        var page = await Run.Of("replay", trace);
        Assert.Contains("+?", page.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("$0.0000", page.Out.Split("\nRun '")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_DepthThatIsNeverUsed_HasNoMeanDepth()
    {
        var line = $$"""{"run":"b","workload":"w","steps":[{{Step("1", "look", "model", "none", "\"x\"", 9)}}]}""";
        var json = await Run.Replay(Write("t.jsonl", line), "--policy", "fixed-depth:1000");
        Assert.Equal((0, 0), (json.GetProperty("bets").GetInt32(), json.GetProperty("mean_depth").GetDouble()));
    }

    [Fact]
    public async Task Replay_LedgerThatIsALinkToTheTrace_IsRefused()
    {
        var trace = Write("t.jsonl", $$"""{"run":"b","workload":"w","steps":[{{Step("1", "look", "model", "none", "\"x\"", 9)}}]}""");
        File.CreateSymbolicLink(PathOf("link.jsonl"), trace);
        var run = await Run.Of("replay", trace, "--ledger", PathOf("link.jsonl"));
        Assert.Equal(2, run.Code);
        Assert.NotEqual("", await File.ReadAllTextAsync(trace, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Replay_RunsOfOneCall_StopsBettingOnAStepThatNeverComes()
    {
        var lines = new StringBuilder();
        for (var run = 1; run <= 50; run++)
            lines.AppendLine($$"""{"run":"{{run}}","workload":"w","steps":[{{Step("1", "reply", "model", "none", "\"It ships on Monday.\"", 6).Replace("\"output_tokens\":10", "\"output_tokens\":800")}}]}""");
        var ledger = PathOf("ledger.jsonl");
        var json = await Run.Replay(Write("t.jsonl", lines.ToString()), "--policy", "cost-aware", "--ledger", ledger);
        Assert.Equal(0, json.GetProperty("hits").GetInt32());
        Assert.InRange(json.GetProperty("misses").GetInt32(), 1, 15);
        var bets = JsonlLedger.Read(ledger).OfType<BetRow>().ToList();
        Assert.NotEmpty(bets);
        Assert.All(bets, bet => Assert.Equal((Outcome.Miss, TimeSpan.Zero), (bet.Outcome, bet.Saved)));
    }

    [Fact]
    public async Task Replay_RightGuessIsTheSecondOfOneCall_ItsPriceIsNoWaste()
    {
        const string guess = """{"by":"d","model":"gpt-4o-mini","output":"#","seconds":1,"call":"c","usage":{"input_tokens":1000,"output_tokens":10}}""";
        var guesses = $""" "guesses":[{guess.Replace("#", "B")},{guess.Replace("#", "A")}],""";
        var lines = new StringBuilder();
        for (var run = 1; run <= 4; run++)
            lines.AppendLine($$"""{"run":"{{run}}","workload":"w","steps":[{{Step("1", "plan", "model", "none", "\"A\"", 9).Replace("\"model\":\"gpt-4o\"", guesses + "\"model\":\"gpt-4o\"")}},{{Step("2", "plan", "model", "none", "\"TERMINATE\"", 9, "1")}}]}""");
        var json = await Run.Replay(Write("t.jsonl", lines.ToString()), "--policy", "oracle");
        Assert.True(json.GetProperty("hits").GetInt32() > 0);
        Assert.True(json.GetProperty("extra_usd_percent").GetDecimal() > 0);
        Assert.Equal(0, json.GetProperty("waste_usd").GetDecimal());
    }

    [Fact]
    public async Task Replay_LoopWhoseFirstStepIsGuessedWrongAndWhoseOthersAreGuessedRight_StopsBettingOnTheFirst()
    {
        var lines = new StringBuilder();
        for (var run = 1; run <= 100; run++)
        {
            var steps = string.Join(",", Enumerable.Range(0, 3).Select(i =>
                Step($"{i + 1}", "loop", "model", "none", $"\"o{i}\"", 6, i == 0 ? [] : [$"{i}"]).Replace("\"output_tokens\":10", "\"output_tokens\":800")));
            lines.AppendLine($$"""{"run":"{{run}}","workload":"w","steps":[{{steps}}]}""");
        }

        var json = await Run.Replay(Write("t.jsonl", lines.ToString()), "--policy", "cost-aware");
        Assert.InRange(json.GetProperty("misses").GetInt32(), 0, 25);
        Assert.InRange(json.GetProperty("hits").GetInt32(), 90, 100);
        Assert.InRange(json.GetProperty("extra_usd_percent").GetDecimal(), 0, 10);
    }

    [Fact]
    public async Task Replay_ToolCalledTooEarlyWithArgumentsOfALaterStep_TakesWhatThatStepTakes()
    {
        var lines = new StringBuilder();
        for (var run = 1; run <= 8; run++)
            lines.AppendLine($$"""{"run":"{{run}}","workload":"w","steps":[{{Step("1", "decide", "model", "none", Asks("b"), 5)}},{{Step("2", "look", "tool", "none", "\"of b\"", 10, "1")}}]}""");
        lines.AppendLine($$"""
            {"run":"last","workload":"w","steps":[{{Step("1", "decide", "model", "none", Asks("a"), 5)}},{{Step("2", "look", "tool", "none", "\"of a\"", 1, "1")}},{{Step("3", "decide", "model", "none", Asks("b"), 5, "2")}},{{Step("4", "look", "tool", "none", "\"of b\"", 10, "3")}}]}
            """);
        var json = await Run.Replay(Write("t.jsonl", lines.ToString()), "--policy", "cost-aware", "--value-of-time", "1");
        Assert.True(json.GetProperty("hits").GetInt32() > 0);
        var last = json.GetProperty("per_run").EnumerateArray().Last();
        Assert.InRange(last.GetProperty("seconds").GetDecimal(), 5 + 1 + 10, 5 + 1 + 5 + 10); // no sooner than the look itself, begun with its decision
    }

    private static string Asks(string what) => $$"""{"tool":"look","arguments":{"what":"{{what}}"} }""";

    private static string Step(string id, string operation, string kind, string effect, string output, int seconds, params string[] after)
    {
        var model = kind == "model" ? """ "model":"gpt-4o","usage":{"input_tokens":100,"output_tokens":10},""" : "";
        var ids = string.Join(',', after.Select(a => $"\"{a}\""));
        return $$"""{"id":"{{id}}","operation":"{{operation}}","kind":"{{kind}}",{{model}}"after":[{{ids}}],"effect":"{{effect}}","output":{{output}},"seconds":{{seconds}}}""";
    }
}
