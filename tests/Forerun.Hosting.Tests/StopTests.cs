using Forerun.Defining;
using Forerun.Ledgers;
using Forerun.Running.Live;
using Forerun.Storage.Ledgers;

namespace Forerun.Hosting.Tests;

public class StopTests : Scratch
{
    [Fact]
    public async Task Stop_WithABetUnderWay_DropsItFinishesTheRealCallAndKeepsEverything()
    {
        await using var lab = await Taught();
        var flow = new Flow();
        var run = lab.Engine.Start(flow.Workflow, "billing 2");
        var bet = await flow.Begun("answer billing");
        var real = await flow.Begun("classify billing 2");

        var stopping = lab.Host.StopAsync();
        await bet.Cancellation.WhenCancelled();
        Assert.False(real.Cancellation.IsCancellationRequested);
        await Assert.ThrowsAsync<EngineClosedException>(() => RunsUntilRefused(lab.Engine));
        flow.End("answer billing");
        flow.End("classify billing 2");
        await stopping;

        Assert.Equal("about billing", await run.Answer);
        Assert.Equal(0, lab.Engine.Runs);
        var rows = SqliteLedger.Read(Ledger, run: run.Id).ToList();
        Assert.Equal(RunEnd.Answered, Assert.Single(rows.OfType<RunRow>()).End);
        Assert.Equal(
            [(Standing.Bet, AttemptEnd.Cancelled), (Standing.Authoritative, AttemptEnd.Finished)],
            rows.OfType<AttemptRow>().Where(a => a.Slot == "answer").OrderBy(a => a.Attempt).Select(a => (a.Standing, a.End)));
        Assert.True(SqliteLedger.Sessions(Ledger).Single().IsWhole);
        Assert.True(File.Exists(PathOf("learned.db")));
        Assert.StartsWith("Stopping: no bets from now on", Assert.Single(lab.Log.Of(9)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_TimeOver_GivesRunsUpAndStillChargesThem()
    {
        await using var lab = await Taught();
        var flow = new Flow();
        var run = lab.Engine.Start(flow.Workflow, "billing 2");
        await flow.Begun("classify billing 2");
        using var over = new CancellationTokenSource();
        var stopping = lab.Host.StopAsync(over.Token);
        await over.CancelAsync();
        await stopping;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Answer);
        Assert.Equal(RunEnd.Cancelled, SqliteLedger.Read(Ledger, run: run.Id).OfType<RunRow>().Single().End);
        Assert.Single(lab.Log.Of(10));
        Assert.Empty(lab.Log.Of(11));
    }

    [Theory]
    [InlineData("cost-aware")]
    [InlineData("forerun")]
    [InlineData("branch-beam")]
    [InlineData("speculative-actions:2")]
    public async Task Stop_Learned_IsThereAfterTheNextStart(string policy)
    {
        await (await Taught(policy)).DisposeAsyncAfterStop();
        await using var lab = new HostLab(Configuration(policy));
        await lab.Host.StartAsync();
        var flow = new Flow();
        var run = lab.Engine.Start(flow.Workflow, "billing 9");
        await flow.Begun("answer billing"); // on a guess: only what was learned before can make it
        flow.End("answer billing");
        flow.End("classify billing 9");
        Assert.Equal("about billing", await run.Answer);
        Assert.Equal(1, (await run.Settled).Hits);
    }

    private Dictionary<string, string?> Configuration(string policy) => new()
    {
        ["Forerun:Policy"] = policy,
        ["Forerun:Ledger"] = Ledger, ["Forerun:Learned"] = PathOf("learned.db"), ["Forerun:Dial"] = "1", ["Forerun:ValueOfTime"] = "100",
    };

    private async Task<HostLab> Taught(string policy = "cost-aware")
    {
        var lab = new HostLab(Configuration(policy));
        await lab.Host.StartAsync();
        var flow = new Flow();
        var run = lab.Engine.Start(flow.Workflow, "billing 1");
        await flow.Begun("classify billing 1");
        lab.Time.Advance(TimeSpan.FromSeconds(2));
        flow.End("classify billing 1");
        await flow.Begun("answer billing");
        lab.Time.Advance(TimeSpan.FromSeconds(3));
        flow.End("answer billing");
        await run.Settled;
        return lab;
    }

    /// <summary>Between the bell and the closing of the door runs are taken still.</summary>
    private static async Task RunsUntilRefused(Engine engine)
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!tooLong.IsCancellationRequested)
        {
            await using var run = engine.Start(new Flow().Workflow, "late 3");
        }
    }
}

internal static class Waiting
{
    public static Task WhenCancelled(this CancellationToken cancellation)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation.Register(() => cancelled.TrySetResult());
        return cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
    }

    public static async Task DisposeAsyncAfterStop(this HostLab lab)
    {
        await lab.Host.StopAsync();
        await lab.DisposeAsync();
    }
}
