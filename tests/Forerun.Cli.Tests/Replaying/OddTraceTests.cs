using System.Text;
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
    public async Task Replay_RunWithoutAStep_IsLeftOut()
    {
        var one = $$"""{"run":"b","workload":"w","steps":[{{Step("1", "look", "model", "none", "\"x\"", 9)}}]}""";
        var json = await Run.Replay(Write("t.jsonl", """{"run":"a","workload":"w","steps":[]}""" + "\n" + one));
        Assert.Equal(1, json.GetProperty("runs").GetInt32());
    }

    [Fact]
    public async Task Replay_OnlyRunsWithoutAStep_SaysSo()
    {
        var run = await Run.Of("replay", Write("t.jsonl", """{"run":"a","workload":"w","steps":[]}"""));
        Assert.Equal(1, run.Code);
        Assert.Equal("No run of 't.jsonl' has a step: there is nothing to replay.\n", run.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Replay_ModelCallWithoutUsage_SaysThatItsCostIsUnknown()
    {
        var line = """{"run":"a","workload":"w","steps":[{"id":"1","operation":"o","kind":"model","model":"gpt-4o","output":"x","seconds":1}]}""";
        var run = await Run.Of("replay", Write("t.jsonl", line), "--json");
        Assert.Contains("1 model calls say no usage", run.Error, StringComparison.Ordinal);
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
