using System.Text.Json;

namespace Forerun.Cli.Tests.Calibrating;

public sealed class CalibrateTests : Scratch
{
    private string[] Files => ["--learned", PathOf("learned.db"), "--ledger", PathOf("ledger.db")];

    [Fact]
    public async Task Calibrate_FromATraceByHandAndBack_MovesStageByStageAndWritesEveryMove()
    {
        await Replayed();
        Assert.Equal("shadow", (await Edge()).GetProperty("stage").GetString());
        foreach (var (command, stage, share) in ((string, string, double)[])
            [("promote", "canary", 0.01), ("promote", "canary", 0.05), ("demote", "canary", 0.01), ("kill", "killed", 0), ("rearm", "shadow", 0), ("demote", "offline", 0)])
        {
            Assert.Equal((0, ""), await Told(command));
            var edge = await Edge();
            Assert.Equal((stage, share), (edge.GetProperty("stage").GetString()!, edge.GetProperty("share").GetDouble()));
        }

        var moves = Forerun.Storage.Ledgers.SqliteLedger.Sessions(PathOf("ledger.db")).SelectMany(s => Forerun.Storage.Ledgers.SqliteLedger.Read(PathOf("ledger.db"), s.Id, null))
            .Cast<Forerun.Ledgers.MoveRow>().ToList();
        Assert.Equal(7, moves.Count);
        Assert.Equal(Forerun.Calibrating.MoveReason.Passed, moves[0].Why);
        Assert.True(moves[0].Numbers is { Decisions: >= 50, Hits: > 0, Needed: > 0 });
        Assert.All(moves.Skip(1), m => Assert.Equal(Forerun.Calibrating.MoveReason.Command, m.Why));
    }

    [Fact]
    public async Task Promote_KilledEdge_IsRefusedWithTheWayThatThereIs()
    {
        await Replayed();
        await Told("kill");
        var (code, error) = await Told("promote");
        Assert.Equal(1, code);
        Assert.Contains("Use rearm", error, StringComparison.Ordinal);
        Assert.Equal("killed", (await Edge()).GetProperty("stage").GetString());
    }

    [Fact]
    public async Task Kill_UnknownEdge_NamesTheNearest()
    {
        await Replayed();
        var run = await Run.Of(["calibrate", "kill", "router", "classify->send", .. Files]);
        Assert.Equal(1, run.Code);
        Assert.Contains("'router classify -> draft'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_NothingLearnedYet_SaysHowToBegin()
    {
        var run = await Run.Of("calibrate", "status", "--learned", PathOf("none.db"));
        Assert.Equal(1, run.Code);
        Assert.Contains("forerun calibrate replay TRACE", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("none.db")));
    }

    [Fact]
    public async Task Kill_LedgerOfLines_IsRefusedSinceItWouldBeReplaced() =>
        Assert.Equal(2, (await Run.Of("calibrate", "kill", "w", "a->b", "--ledger", "moves.jsonl")).Code);

    // What one dial gave in recorded runs is where a target of live runs begins.
    [Fact]
    public async Task Replay_OfATrace_KeepsTheFrontThatTargetsBeginOn_AlsoWhereNoEdgePasses()
    {
        await Run.Of("generate", "router", "--runs", "40", "--ways", "4", "--skew", "2", "--out", PathOf("router.jsonl"));
        var run = await Run.Of(["calibrate", "replay", PathOf("router.jsonl"), "--policy", "cost-aware", .. Files]);
        Assert.Contains("No edge was moved", run.Out, StringComparison.Ordinal);
        Assert.Contains("router: targets begin on the front of 40 recorded runs under cost-aware: dial 0 ", run.Out, StringComparison.Ordinal);

        var points = JsonDocument.Parse((await Run.Of("calibrate", "status", "--learned", PathOf("learned.db"), "--json")).Out).RootElement
            .GetProperty("fronts")[0].GetProperty("points").EnumerateArray().ToList();
        foreach (var point in points)
        {
            var replay = await Run.Replay(PathOf("router.jsonl"), "--policy", "cost-aware", "--dial", point.GetProperty("dial").GetRawText());
            Assert.Equal(replay.GetProperty("extra_usd_percent").GetDecimal(), point.GetProperty("extra_usd_percent").GetDecimal(), 12);
        }

        var aims = Forerun.Storage.Learning.LearnedStore.Open(PathOf("learned.db")).Of(null).Aims;
        Assert.Equal(1, aims.HeadingOf("router", Forerun.Aiming.Target.Extra(1_000), 0.3m).Dial);
    }

    [Fact]
    public async Task Replay_OfAPolicyThatIsForReplaysOnly_IsRefused() =>
        Assert.Equal(2, (await Run.Of(["calibrate", "replay", "router.jsonl", "--policy", "oracle", .. Files])).Code);

    // The whole road in one trace: up by the gates, and back when the routes change places.
    [Fact]
    public async Task Replay_Gated_BetsOnlyAfterTheGatesAndSaysSo()
    {
        await Run.Of("generate", "router", "--runs", "400", "--ways", "4", "--skew", "2", "--out", PathOf("router.jsonl"));
        var gated = await Run.Replay(PathOf("router.jsonl"), "--entry", "gated", "--ledger", PathOf("moves.jsonl"));
        Assert.Equal("gated", gated.GetProperty("entry").GetString());
        var moves = File.ReadLines(PathOf("moves.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).Where(r => r.GetProperty("kind").GetString() == "move").ToList();
        Assert.Equal(["shadow", "canary"], moves.Take(2).Select(m => m.GetProperty("to").GetString()));
        Assert.False((await Run.Replay(PathOf("router.jsonl"))).TryGetProperty("entry", out _));
    }

    // What fit calls strong and advises to replay: the advice has to lead somewhere, by the same policy, dial and value of time.
    [Fact]
    public async Task Replay_PlansThatFitCallsStrong_LetsTheirEdgeOn()
    {
        var plans = PathOf("plans.jsonl");
        await Run.Of("generate", "plan", "--runs", "20", "--seed", "2", "--out", plans);
        var fit = (await Run.Of("fit", plans, "--json")).Json;
        Assert.Equal("strong", fit.GetProperty("verdict").GetString());
        var run = await Run.Of(["calibrate", "replay", plans, "--json", .. Files]);
        Assert.Equal(0, run.Code);
        Assert.Equal("forerun", run.Json.GetProperty("policy").GetString());
        var edge = Assert.Single(run.Json.GetProperty("edges").EnumerateArray());
        Assert.Equal(fit.GetProperty("edges")[0].GetProperty("edge").GetString(), edge.GetProperty("edge").GetString());
        var move = run.Json.GetProperty("moves").EnumerateArray().SingleOrDefault();
        Assert.True(move.ValueKind == JsonValueKind.Object && move.GetProperty("to").GetString() == "shadow", edge.GetProperty("lacks").ToString());
    }

    [Fact]
    public async Task Replay_OptionsThatLeaveNoBetPaying_SaysInNumbersWhatIsLackedAndStatusKeepsIt()
    {
        await Generate("router.jsonl", "--runs", "100", "--ways", "4", "--skew", "2");
        var run = await Run.Of(["calibrate", "replay", PathOf("router.jsonl"), "--value-of-time", "0", "--policy", "cost-aware", "--dial", "0.5", .. Files]);
        Assert.Equal(0, run.Code);
        Assert.Contains("No edge was moved (cost-aware, dial 0.5, $0.0000/s)", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"classify -> draft is offline: a bet pays on none of\s+\d+ guesses", run.Out);
        var edge = (await Edges()).Single(e => e.GetProperty("edge").GetString() == "classify -> draft");
        Assert.Contains("it takes 50", edge.GetProperty("lacks")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("No edge was moved", (await Run.Of(["calibrate", "replay", PathOf("router.jsonl"), "--value-of-time", "0", .. Files])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_EdgeThatIsNotOfflineAnyMore_SaysWhereItStands()
    {
        await Replayed();
        Assert.Contains("classify -> draft is in shadow: nothing was guessed in this stage yet", await Again(), StringComparison.Ordinal);
        await Told("kill");
        Assert.Contains("classify -> draft is killed: only rearm leads out", await Again(), StringComparison.Ordinal);

        async Task<string> Again() => (await Run.Of(["calibrate", "replay", PathOf("router.jsonl"), .. Files])).Out;
    }

    [Fact]
    public async Task Replay_DownstreamThatIsIrreversible_NeverGoesOnAndSaysSo()
    {
        await Generate("router.jsonl", "--runs", "400", "--ways", "2", "--skew", "2");
        await File.WriteAllLinesAsync(PathOf("writes.jsonl"), File.ReadLines(PathOf("router.jsonl")).Select(Irreversible));
        await Run.Replay(PathOf("writes.jsonl"), "--entry", "gated", "--ledger", PathOf("moves.jsonl"));
        Assert.DoesNotContain(File.ReadLines(PathOf("moves.jsonl")), l => l.Contains("\"kind\":\"move\"", StringComparison.Ordinal));
        var run = await Run.Of(["calibrate", "replay", PathOf("writes.jsonl"), "--json", .. Files]);
        Assert.Empty(run.Json.GetProperty("moves").EnumerateArray());
        var edge = run.Json.GetProperty("edges").EnumerateArray().Single(e => e.GetProperty("edge").GetString() == "classify -> draft");
        Assert.False(edge.GetProperty("admissible").GetBoolean());
        Assert.Contains("forbids any guess", edge.GetProperty("lacks")[0].GetString(), StringComparison.Ordinal);
        var promoted = await Told("promote");
        Assert.Equal(1, promoted.Code);
        Assert.Contains("forbids any guess", promoted.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("promote", "shadow", "canary")]
    [InlineData("demote", "shadow", "offline")]
    [InlineData("kill", "shadow", "killed")]
    public async Task Move_Json_IsOneObjectThatNamesTheMove(string command, string from, string to)
    {
        await Replayed();
        var move = Assert.Single((await Run.Of(["calibrate", command, "router", "classify->draft", "--json", .. Files])).Json.GetProperty("moves").EnumerateArray());
        Assert.Equal(("router", "classify -> draft", from, to), (move.GetProperty("workflow").GetString(), move.GetProperty("edge").GetString(), move.GetProperty("from").GetString(), move.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task Replay_PolicyThatKnowsTheRecord_IsRefused() =>
        Assert.Equal(2, (await Run.Of(["calibrate", "replay", Repository.PathOf("samples/plan.jsonl"), "--policy", "oracle", .. Files])).Code);

    // A shell takes an arrow without quotes for the name of a file.
    [Theory]
    [InlineData("promote")]
    [InlineData("demote")]
    [InlineData("kill")]
    [InlineData("rearm")]
    public async Task Help_OfAMove_QuotesTheEdge(string command) =>
        Assert.Contains($"forerun calibrate {command} auto-reply \"classify->draft\"", (await Run.Of("calibrate", command, "--help")).Out, StringComparison.Ordinal);

    // All that the guesses have cost, as the ledger sums it up, and not only what the wrong ones have.
    [Fact]
    public async Task Replay_GatedWithDraftsToBuy_SaysAllThatGuessesHaveCost()
    {
        var told = await Run.Of("replay", Repository.PathOf("samples/plan.jsonl"), "--entry", "gated");
        var report = await Run.Replay(Repository.PathOf("samples/plan.jsonl"), "--entry", "gated");
        var bought = report.GetProperty("speculative").GetProperty("usd").GetDecimal() - report.GetProperty("sequential").GetProperty("usd").GetDecimal();
        Assert.Equal(0, report.GetProperty("bets").GetInt32());
        Assert.True(bought > report.GetProperty("waste_usd").GetDecimal());
        Assert.Contains($"No bets were placed; {new Forerun.Pricing.Usd(bought)} went on guesses that were bought", told.Out, StringComparison.Ordinal);
    }

    private static string Irreversible(string line)
    {
        var run = System.Text.Json.Nodes.JsonNode.Parse(line)!;
        foreach (var step in run["steps"]!.AsArray())
            if (step!["operation"]!.GetValue<string>() == "draft") step["effect"] = "irreversible";
        return run.ToJsonString();
    }

    private Task<Run> Generate(string name, params string[] options) => Run.Of(["generate", "router", .. options, "--out", PathOf(name)]);

    private async Task Replayed()
    {
        await Generate("router.jsonl", "--runs", "200", "--ways", "4", "--skew", "2");
        var run = await Run.Of(["calibrate", "replay", PathOf("router.jsonl"), .. Files]);
        Assert.Equal((0, ""), (run.Code, run.Error));
    }

    private async Task<(int Code, string Error)> Told(string command)
    {
        var run = await Run.Of(["calibrate", command, "router", "classify->draft", .. Files]);
        return (run.Code, run.Error);
    }

    private async Task<JsonElement> Edge() => (await Edges()).Single(e => e.GetProperty("edge").GetString() == "classify -> draft");

    private async Task<IReadOnlyList<JsonElement>> Edges() =>
        [.. (await Run.Of("calibrate", "status", "--learned", PathOf("learned.db"), "--json")).Json.GetProperty("edges").EnumerateArray()];
}
