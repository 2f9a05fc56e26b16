using Forerun.Calibrating;
using Forerun.Pricing;

namespace Forerun.Tests.Calibrating;

public class CalibrationTests
{
    private static readonly StageKey Edge = new("w", "classify", "draft");
    private static readonly Gates AtOnce = new(), Gated = new() { Entry = Entry.Gated };
    private readonly Calibration calibration = new();

    [Fact]
    public void Admits_NewEdge_IsBetOnAtOnceAndNotIfGated()
    {
        Assert.True(Calibration.Admits(default, AtOnce, "run"));
        Assert.False(Calibration.Admits(default, Gated, "run"));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(0.25)]
    public void IsAmong_ManyRuns_IsThatShareOfThemAndOfALargerOneAllTheMore(double share)
    {
        var runs = Enumerable.Range(0, 10_000).Select(i => $"run-{i}").ToList();
        var among = runs.Where(r => Calibration.IsAmong(r, (decimal)share)).ToList();
        Assert.InRange(among.Count / 10_000.0, share * 0.8, share * 1.2);
        Assert.All(among, run => Assert.True(Calibration.IsAmong(run, 0.5m)));
    }

    [Fact]
    public void Observe_GatedLiveRuns_DoNotCountForTheOfflineGate()
    {
        Teach(Gated, 500, 0.8);
        Assert.Equal(Stage.Offline, calibration.StandOf(Edge).Stage);
        Assert.Equal(0, calibration.Snapshot()[0].Seen.Decisions);
    }

    [Fact]
    public void Observe_EveryGateIsPassed_GoesFromReplayToOnlineStageByStage()
    {
        var replay = new Calibration(isReplay: true);
        var moves = new List<Move>();
        for (var i = 0; i < 400; i++)
        {
            if (replay.Observe(Edge, Gated, 0.8, 0.3, i % 5 != 0) is { } observed) moves.Add(observed);
            if (replay.StandOf(Edge).Share == 0) continue;
            Assert.True(replay.TryRisk(Edge, Gated, new(0.01m), out _));
            if (replay.Settle(Edge, Gated, new(0.01m), Usd.Zero, new(0.02m)) is { } settled) moves.Add(settled);
        }

        Assert.Equal(["shadow", "canary 1 %", "canary 5 %", "canary 25 %", "online"], moves.Select(m => m.To.ToString()));
        Assert.All(moves, m => Assert.Equal(MoveReason.Passed, m.Why));
        Assert.Equal((50, 100), (moves[0].Before.Seen.Decisions, moves[1].Before.Seen.Decisions));
    }

    [Theory]
    [InlineData(0.8, 0.5, 0.3)] // said too much
    [InlineData(0.5, 0.5, 0.6)] // right less often than it takes
    [InlineData(0.5, 0.5, 0.49)] // not sure to be right as often as it takes
    public void Observe_ShadowThatDoesNotPass_StaysShadow(double said, double rate, double needed)
    {
        calibration.Command(Edge, new(Stage.Shadow, 0));
        Teach(Gated, 120, rate, said, needed);
        Assert.Equal(Stage.Shadow, calibration.StandOf(Edge).Stage);
    }

    // Guesses of it may be right for ever, and they may also become wrong: there is nothing to let on, and nothing to hold back.
    [Theory]
    [InlineData(Entry.Gated)]
    [InlineData(Entry.AtOnce)]
    public void Observe_Inadmissible_IsCountedAndNeverMoves(Entry entry)
    {
        var replay = new Calibration(isReplay: true);
        var gates = new Gates { Entry = entry };
        for (var i = 0; i < 500; i++) Assert.Null(replay.Observe(Edge, gates, 0.8, 0.3, i < 250 && i % 5 != 0, isAdmissible: false));
        var state = replay.Snapshot()[0];
        Assert.Equal((Stage.Offline, 500, true), (state.Stage, state.Seen.Decisions, state.IsInadmissible));
        Assert.Null(replay.Command(Edge, new(Stage.Online, 1)));
        Assert.NotNull(replay.Command(Edge, new(Stage.Killed, 0)));
    }

    [Fact]
    public void Keep_OfflineEdge_HoldsWhatTheNewestReplayHasShownAndMovesNothing()
    {
        calibration.Keep(Shown(60));
        Assert.Equal(20, calibration.Keep(Shown(20)).Before.Decisions);
        Assert.Equal(Stage.Offline, calibration.StandOf(Edge).Stage);
        calibration.Command(Edge, new(Stage.Shadow, 0));
        Assert.Equal(0, calibration.Keep(Shown(60)).Before.Decisions);

        static StageState Shown(int decisions) =>
            new(Edge) { Seen = Enumerable.Range(0, decisions).Aggregate(default(EdgeRecord), (record, i) => record.With(0.8, 0.3, i % 5 != 0)) };
    }

    [Fact]
    public void Observe_NotAutomatic_OnlyACommandPromotes()
    {
        calibration.Command(Edge, new(Stage.Shadow, 0));
        Teach(Gated with { Automatic = false }, 500, 0.8);
        Assert.Equal(Stage.Shadow, calibration.StandOf(Edge).Stage);
    }

    [Fact]
    public void Observe_DriftOfAnEdgeThatEnteredAtOnce_GoesToShadowAndComesBackOnlyThroughTheGates()
    {
        Teach(AtOnce, 200, 0.8);
        Assert.Equal(Stage.Offline, calibration.StandOf(Edge).Stage);
        var move = Teach(AtOnce, 100, 0.2).First();
        Assert.Equal((MoveReason.Drift, Stage.Shadow), (move.Why, move.To.Stage));
        Assert.False(Calibration.Admits(calibration.StandOf(Edge), AtOnce, "run"));
    }

    // Of an edge that was sure to pay: P* rises above its rate, and the rate stays.
    [Fact]
    public void Observe_NoLongerSureToPay_GoesToShadow()
    {
        Online();
        Assert.Equal(MoveReason.BreakEven, Teach(AtOnce, 2_000, 0.8, 0.96, 0.95).First().Why);
    }

    [Fact]
    public void Observe_ProbabilitiesComeOutWorseThanBefore_GoesToShadow()
    {
        Online();
        Assert.Equal(MoveReason.Brier, Teach(AtOnce, 2_000, 0.65, 1).First().Why);
    }

    // Its score is worse as well, since a rate near one half is harder to tell than one near 0 or 1; but it loses nothing.
    [Fact]
    public void Observe_MoreComesTrueThanIsSaid_StaysWhereItIs()
    {
        Online();
        Assert.Empty(Teach(AtOnce, 2_000, 0.8, 0.3));
    }

    [Fact]
    public void TryRisk_WasteBudget_IsNeverPassedAndTripsTheEdge()
    {
        Online();
        var gates = AtOnce with { WasteBudget = new(0.1m) };
        var (lost, move) = (0m, (Move?)null);
        while (calibration.TryRisk(Edge, gates, new(0.03m), out move))
        {
            calibration.Settle(Edge, gates, new(0.03m), new(0.03m), Usd.Zero);
            lost += 0.03m;
        }

        Assert.Equal((0.09m, MoveReason.Waste, Stage.Shadow), (lost, move!.Why, calibration.StandOf(Edge).Stage));
    }

    [Fact]
    public void TryRisk_ManyRunsAtOnce_TakeNoMoreThanTheBudgetTogether()
    {
        Online();
        var gates = AtOnce with { WasteBudget = new(0.1m) };
        Assert.Equal(3, Enumerable.Range(0, 10).Count(run => calibration.TryRisk(Edge, gates, new(0.03m), out var _)));
        Assert.Equal(Stage.Online, calibration.StandOf(Edge).Stage); // it may still win
        calibration.Release(Edge, new(0.03m));
        Assert.True(calibration.TryRisk(Edge, gates, new(0.03m), out _));
    }

    [Fact]
    public void See_AnotherVersion_GoesToShadowOnceAndAKnownOneNever()
    {
        Online();
        Assert.Null(calibration.See(Edge, "gpt-4o"));
        Assert.Equal(MoveReason.Changed, calibration.See(Edge, "gpt-5")!.Why);
        Assert.Equal(Stage.Shadow, calibration.StandOf(Edge).Stage);
        Assert.Null(calibration.See(Edge, "gpt-4o"));
        Assert.Null(calibration.See(Edge, "gpt-5"));
    }

    [Fact]
    public void Restore_Snapshot_IsTheSameAndTheNewerMoveWins()
    {
        Online();
        Teach(AtOnce, 30, 0.8);
        var (kept, other) = (calibration.Snapshot(), new Calibration());
        other.Restore(kept);
        Assert.Equal(kept, other.Snapshot());
        other.Command(Edge, new(Stage.Killed, 0));
        other.Restore(kept);
        Assert.Equal(Stage.Killed, other.StandOf(Edge).Stage);
    }

    [Fact]
    public void IsKilled_OnlyIfEveryEdgeFromThereIs()
    {
        Assert.False(calibration.IsKilled("w", "classify"));
        calibration.Command(Edge, new(Stage.Killed, 0));
        Assert.True(calibration.IsKilled("w", "classify"));
        calibration.Command(Edge with { Downstream = "other" }, new(Stage.Shadow, 0));
        Assert.False(calibration.IsKilled("w", "classify"));
    }

    [Fact]
    public void Errors_OfGates_AreAllTold() =>
        Assert.Equal(4, new Gates { OfflineDecisions = 0, Shares = [0.5m, 0.1m], Quantile = 0.6, CanaryCap = new(-1) }.Errors.Count());

    private void Online()
    {
        calibration.Command(Edge, new(Stage.Shadow, 0));
        var gates = AtOnce with { Automatic = false };
        Teach(gates, 200, 0.8);
        calibration.Command(Edge, new(Stage.Canary, 0.25m));
        calibration.Command(Edge, new(Stage.Online, 1));
        calibration.See(Edge, "gpt-4o");
    }

    /// <summary>Decisions that are right at a rate, evenly spread; gives the moves.</summary>
    private List<Move> Teach(Gates gates, int decisions, double rate, double said = 0.8, double needed = 0.3)
    {
        var moves = new List<Move>();
        for (var i = 0; i < decisions; i++)
            if (calibration.Observe(Edge, gates, said, needed, (int)((i + 1) * rate) > (int)(i * rate)) is { } move) moves.Add(move);
        return moves;
    }
}
