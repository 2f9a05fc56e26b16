using System.Text.Json;
using Forerun.Cli.Accounting;
using Forerun.Cli.Output;
using Forerun.Ledgers;

namespace Forerun.Cli.Tests.Accounting;

public class LedgerTests : Scratch
{
    private const string Trace =
        """
        {"run":"r1","workload":"w1","tenant":"acme","conversation":"c1","steps":[{"id":"1","operation":"ask","kind":"model","model":"gpt-4o","after":[],"effect":"none","output":"a","seconds":1,"usage":{"input_tokens":1000,"cached_input_tokens":400,"output_tokens":100}},{"id":"2","operation":"find","kind":"tool","after":["1"],"effect":"none","input":{},"output":"b","seconds":1}]}
        {"run":"r2","workload":"w2","steps":[{"id":"1","operation":"ask","kind":"model","model":"gpt-4o","after":[],"effect":"none","output":"a","seconds":1,"usage":{"input_tokens":10,"output_tokens":1}},{"id":"2","operation":"tell","kind":"model","model":"gpt-4o-mini","after":["1"],"effect":"none","output":"b","seconds":1}]}
        """;

    [Theory]
    [InlineData("ledger.db")]
    [InlineData("ledger.jsonl")]
    [InlineData("ledger")]
    public async Task Page_IsAsApproved_InEitherForm(string name)
    {
        await Run.Of("replay", Repository.Sample, "--policy", "fixed-depth:2", "--ledger", PathOf(name));

        var page = await Run.Of("ledger", PathOf(name), "--by", "operation");

        Assert.Equal((0, ""), (page.Code, page.Error));
        var approved = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Accounting", "fixed-depth-2.txt"));
        var head = name.EndsWith(".jsonl", StringComparison.Ordinal) ? name : $"{name} · session 1 of 1 · replay of plan.jsonl under fixed-depth:2";
        Assert.Equal(approved.ReplaceLineEndings(), page.Out.ReplaceLineEndings().Replace(head, "HEAD", StringComparison.Ordinal));
        Assert.All(page.Out.Split('\n'), l => Assert.InRange(l.Length, 0, 100));
    }

    [Theory]
    [InlineData("ledger.db")]
    [InlineData("ledger.jsonl")]
    public async Task Filters_TakeWhatTheySay(string name)
    {
        await Run.Of("replay", Write("t.jsonl", Trace), "--policy", "sequential", "--ledger", PathOf(name));

        Assert.Equal((2, 4), await Attempts(name));
        Assert.Equal((1, 2), await Attempts(name, "--run", "r1"));
        Assert.Equal((2, 2), await Attempts(name, "--operation", "ask"));
        Assert.Equal((1, 1), await Attempts(name, "--model", "gpt-4o-mini"));
        Assert.Equal((1, 2), await Attempts(name, "--tenant", "acme"));
        Assert.Equal((1, 2), await Attempts(name, "--workflow", "w2"));
        Assert.Equal((1, 2), await Attempts(name, "--conversation", "c1"));
        Assert.Equal((1, 1), await Attempts(name, "--tenant", "acme", "--operation", "find"));
        Assert.Equal((0, 0), await Attempts(name, "--outcome", "hit"));
        Assert.Equal((0, 0), await Attempts(name, "--model", "no such"));
    }

    [Theory]
    [InlineData("ledger.db")]
    [InlineData("ledger.jsonl")]
    public async Task UnknownCosts_AreNamed_AndInNoSum(string name)
    {
        await Run.Of("replay", Write("t.jsonl", Trace), "--policy", "sequential", "--ledger", PathOf(name));

        var run = await Run.Of("ledger", PathOf(name), "--by", "operation", "--json");
        var page = await Run.Of("ledger", PathOf(name));

        var totals = run.Json.GetProperty("totals");
        Assert.Equal((1010, 400, 101), (Whole(totals, "input_tokens"), Whole(totals, "cached_input_tokens"), Whole(totals, "output_tokens")));
        Assert.Equal((1, 1), (Whole(totals, "unknown_costs"), Whole(totals, "unknown_tokens")));
        var unknown = Assert.Single(run.Json.GetProperty("unknown").EnumerateArray());
        Assert.Equal(("tell", "gpt-4o-mini", 1), (unknown.GetProperty("operation").GetString(), unknown.GetProperty("model").GetString(), Whole(unknown, "attempts")));
        Assert.Contains("What 1 attempt of 'tell' with gpt-4o-mini cost is not known and is in no sum.", page.Error);
        Assert.Contains("$0.0000+?", page.Out);
    }

    [Fact]
    public async Task Groups_AddUpToTheTotals_WhateverTheyAreBy()
    {
        await Run.Of("replay", Repository.Sample, "--ledger", PathOf("l.db"));
        foreach (var by in (string[])["operation", "run", "attempt", "model", "tenant", "workflow", "conversation", "policy", "outcome", "session"])
        {
            var json = (await Run.Of("ledger", PathOf("l.db"), "--by", by, "--json")).Json;
            var (totals, groups) = (json.GetProperty("totals"), json.GetProperty("groups").EnumerateArray().ToList());
            Assert.Equal(by, json.GetProperty("by").GetString());
            foreach (var sum in (string[])["attempts", "input_tokens", "output_tokens", "usd", "wasted_usd", "guesses_usd", "bets", "hits", "misses", "cancelled"])
                Assert.Equal((by, sum, totals.GetProperty(sum).GetDecimal()), (by, sum, groups.Sum(g => g.GetProperty(sum).GetDecimal())));
        }
    }

    [Fact]
    public async Task TwoReplaysOfOneTrace_AreNotAddedUp_UnlessOneAsks()
    {
        await Run.Of("replay", Repository.Sample, "--policy", "cost-aware", "--ledger", PathOf("l.db"));
        var once = (await Run.Of("ledger", PathOf("l.db"), "--json")).Json.GetProperty("totals").GetRawText();
        await Run.Of("replay", Repository.Sample, "--policy", "cost-aware", "--ledger", PathOf("l.db"));

        var newest = await Run.Of("ledger", PathOf("l.db"), "--json");
        var first = await Run.Of("ledger", PathOf("l.db"), "--session", "1", "--json");
        var both = await Run.Of("ledger", PathOf("l.db"), "--session", "all", "--json");

        Assert.Equal(once, newest.Json.GetProperty("totals").GetRawText());
        Assert.Equal(once, first.Json.GetProperty("totals").GetRawText());
        Assert.Equal(24, Whole(both.Json.GetProperty("totals"), "runs"));
        Assert.Equal([false, true], newest.Json.GetProperty("sessions").EnumerateArray().Select(s => s.GetProperty("summed").GetBoolean()));
        Assert.Contains("1 other session of the file not summed: --session N shows one, --session all adds up whole ones.", newest.Error);
        Assert.Equal("", both.Error);
    }

    [Fact]
    public async Task LiveSessions_AddUp_AndAReplayBetweenThemDoesNot()
    {
        foreach (var (run, live) in ((string, bool)[])[("a", true), ("b", false), ("c", true)])
            AppendTo(PathOf("l.db"), live, Rows.Attempt(run, usd: 0.25m));

        var sums = await Run.Of("ledger", PathOf("l.db"), "--by", "run", "--json");
        var replayed = await Run.Of("ledger", PathOf("l.db"), "--run", "b", "--json");

        Assert.Equal(["a", "c"], sums.Json.GetProperty("groups").EnumerateArray().Select(g => g.GetProperty("key").GetString()));
        Assert.Equal(0.50m, sums.Json.GetProperty("totals").GetProperty("usd").GetDecimal());
        Assert.Equal(0.25m, replayed.Json.GetProperty("totals").GetProperty("usd").GetDecimal());
    }

    [Fact]
    public async Task NoFile_IsTheUsersOwn()
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, output) { UserFolder = Folder };

        Assert.Equal(1, await Cli.RunAsync(["ledger"], terminal, default));
        Assert.Contains($"There is no ledger '{PathOf("ledger.db")}'. Live runs write one", output.ToString());
        AppendTo(PathOf("ledger.db"), live: true, Rows.Attempt("mine", usd: 1));
        Assert.Equal(0, await Cli.RunAsync(["ledger"], terminal, default));
        Assert.Contains("session 1 of 1 · demo", output.ToString());
        Assert.Equal(0, await Cli.RunAsync(["why", "mine"], terminal, default));
    }

    [Theory]
    [InlineData(1, "No run 'plam-2' is in", "ledger", "LEDGER", "--run", "plam-2")]
    [InlineData(1, "Nearest: 'plan-2',", "ledger", "LEDGER", "--run", "plam-2")]
    [InlineData(1, "has no session 7: they are numbered from 1 to 1.", "ledger", "LEDGER", "--session", "7")]
    [InlineData(1, "is a folder, not a ledger file", "ledger", "FOLDER")]
    [InlineData(1, "is not a SQLite ledger", "ledger", "README")]
    [InlineData(2, "--outcome must be hit, miss or cancelled, not 'lost'.", "ledger", "LEDGER", "--outcome", "lost")]
    [InlineData(2, "--by must be one of operation, run,", "ledger", "LEDGER", "--by", "colour")]
    [InlineData(2, "--session must be a number from 1, or all, not 'last'.", "ledger", "LEDGER", "--session", "last")]
    public async Task WhatIsWrong_IsSaidInOneSentence(int code, string message, params string[] args)
    {
        await Run.Of("replay", Repository.Sample, "--policy", "sequential", "--ledger", PathOf("l.db"));

        var run = await Run.Of([.. args.Select(a => a switch { "LEDGER" => PathOf("l.db"), "FOLDER" => Folder, "README" => Repository.PathOf("README.md"), _ => a })]);

        Assert.Equal((code, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error);
        Assert.DoesNotContain("Exception", run.Error);
    }

    [Fact]
    public async Task AReplayThatWasStopped_IsNotTakenForAWholeOne()
    {
        var ledger = PathOf("l.db");
        await Run.Of("replay", Repository.Sample, "--ledger", ledger);
        var whole = (await Run.Of("ledger", ledger, "--json")).Json.GetProperty("totals").GetRawText();
        using var stop = new CancellationTokenSource();
        var stopped = await Run.Watched(
            new TickingClock(TimeSpan.Zero, reads => { if (reads == 19) stop.Cancel(); }), stop.Token, "replay", Repository.Sample, "--ledger", ledger);
        Assert.Equal(1, stopped.Code);

        Assert.Equal(whole, (await Run.Of("ledger", ledger, "--json")).Json.GetProperty("totals").GetRawText());
        Assert.Equal(whole, (await Run.Of("ledger", ledger, "--session", "all", "--json")).Json.GetProperty("totals").GetRawText());
        Assert.Contains("session 2 of 2 · replay of plan.jsonl under cost-aware · stopped before its end", (await Run.Of("ledger", ledger, "--session", "2")).Out);
        Assert.Contains("answered after 74.222 s", (await Run.Of("why", "plan-1", ledger)).Out);
    }

    [Fact]
    public async Task AFullDisk_IsSaidInOneSentence()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("This system has no /dev/full.");
        File.CreateSymbolicLink(PathOf("full.db"), "/dev/full");

        var run = await Run.Of("replay", Repository.Sample, "--ledger", PathOf("full.db"));

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Equal(
            $"The ledger '{PathOf("full.db")}' can't be written: the disk is full. Make room, or name a file on another disk.", run.Error.TrimEnd());
    }

    private static void AppendTo(string path, bool live, LedgerRow row)
    {
        if (live)
        {
            using var ledger = LedgerFile.Live(path, "demo", null);
            ledger.Append(row);
            return;
        }

        LedgerFile.Replay(path, "replay", null, ledger =>
        {
            ledger.Append(row);
            return "done";
        });
    }

    private async Task<(int Runs, int Attempts)> Attempts(string name, params string[] filter)
    {
        var totals = (await Run.Of(["ledger", PathOf(name), .. filter, "--json"])).Json.GetProperty("totals");
        return (Whole(totals, "runs"), Whole(totals, "attempts"));
    }

    private static int Whole(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
