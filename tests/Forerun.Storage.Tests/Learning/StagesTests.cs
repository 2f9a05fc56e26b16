using Forerun.Calibrating;
using Forerun.Storage.Learning;

namespace Forerun.Storage.Tests.Learning;

public sealed class StagesTests : Scratch
{
    private static readonly StageKey Edge = new("w", "classify", "draft");

    [Fact]
    public void Open_AfterSaving_HasEveryEdgeAsItStood()
    {
        var store = LearnedStore.Open(PathOf("learned.db"));
        var calibration = store.Of(null).Calibration;
        calibration.See(Edge, "gpt-4o");
        calibration.Command(Edge, new(Stage.Shadow, 0));
        for (var i = 0; i < 60; i++) calibration.Observe(Edge, new Gates(), 0.8, 0.3, i % 5 > 0);
        calibration.Command(Edge, new(Stage.Canary, 0.05m));
        calibration.TryRisk(Edge, new Gates(), new(0.01m), out _);
        calibration.Settle(Edge, new Gates(), new(0.01m), new(0.01m), default);
        Assert.True(store.TrySave());

        var kept = LearnedStore.Open(PathOf("learned.db")).Of("anybody").Calibration.Snapshot();
        Assert.Equal(calibration.Snapshot(), kept);
        Assert.Equal((Stage.Canary, 48, 0.01m), (kept[0].Stage, kept[0].Before.Hits, kept[0].Lost));
    }

    // A host and a command: what the command has moved takes hold in the host when that next saves.
    [Fact]
    public void TrySave_AnotherProcessHasKilledTheEdge_TakesItUpAndDoesNotUndoIt()
    {
        var host = LearnedStore.Open(PathOf("learned.db"));
        host.Of(null).Calibration.Command(Edge, new(Stage.Online, 1));
        Assert.True(host.TrySave());
        var command = LearnedStore.Open(PathOf("learned.db"));
        command.Of(null).Calibration.Command(Edge, new(Stage.Killed, 0));
        Assert.True(command.TrySave());

        host.Of(null).Calibration.Observe(Edge, new Gates(), 0.8, 0.3, true);
        Assert.True(host.TrySave());
        Assert.Equal(Stage.Killed, host.Of(null).Calibration.StandOf(Edge).Stage);
        Assert.Equal(Stage.Killed, LearnedStore.Open(PathOf("learned.db")).Of(null).Calibration.StandOf(Edge).Stage);
    }
}
