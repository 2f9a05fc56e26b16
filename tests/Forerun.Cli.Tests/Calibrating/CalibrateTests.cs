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
        Assert.Contains("No edge that is offline has passed", run.Out, StringComparison.Ordinal);
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

    private async Task Replayed()
    {
        await Run.Of("generate", "router", "--runs", "200", "--ways", "4", "--skew", "2", "--out", PathOf("router.jsonl"));
        var run = await Run.Of(["calibrate", "replay", PathOf("router.jsonl"), .. Files]);
        Assert.Equal((0, ""), (run.Code, run.Error));
    }

    private async Task<(int Code, string Error)> Told(string command)
    {
        var run = await Run.Of(["calibrate", command, "router", "classify->draft", .. Files]);
        return (run.Code, run.Error);
    }

    private async Task<JsonElement> Edge()
    {
        var run = await Run.Of("calibrate", "status", "--learned", PathOf("learned.db"), "--json");
        return run.Json.GetProperty("edges").EnumerateArray().Single();
    }
}
