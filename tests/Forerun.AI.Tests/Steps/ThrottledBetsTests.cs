using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Policies.FixedDepth;
using Forerun.Running;
using Forerun.Running.Live;
using Forerun.Testing;

namespace Forerun.AI.Tests.Steps;

/// <summary>Law 4 over HTTP: a model that answers 429 gets no bets until a real call has passed.</summary>
public sealed class ThrottledBetsTests
{
    [Fact]
    public async Task Bets_StopAfterA429_AndBeginAgainWhenARealCallHasPassed()
    {
        var isThrottling = false;
        await using var lab = await LiveLab.StartAsync(_ => isThrottling ? ModelFault.RateLimited : ModelFault.None);
        var learned = new Learned();
        var engine = lab.Engine(() => new FixedDepthPolicy(2), learned);
        for (var i = 0; i < 3; i++) await Settled(engine, lab);
        Assert.True((await Settled(engine, lab)).Bets > 0);

        isThrottling = true;
        await Settled(engine, lab);
        Assert.True(lab.Limits.Models.IsThrottled("small"));
        isThrottling = false;

        var before = lab.Ledger.Rows.Count;
        var first = await Settled(engine, lab);
        var refused = lab.Ledger.Rows.Skip(before).OfType<DecisionRow>().First(r => r.Decision.IsRefused);
        Assert.Equal((Verdict.Wait, Reason.Limit), (refused.Decision.Recompute(), refused.Decision.Reason));
        Assert.Equal(RunEnd.Answered, first.End);
        Assert.False(lab.Limits.Models.IsThrottled("small"));
        Assert.True((await Settled(engine, lab)).Bets > 0);
    }

    private static async Task<RunResult> Settled(Engine engine, LiveLab lab) =>
        await engine.Start(LiveLab.Chain(3), lab).Settled.WaitAsync(TimeSpan.FromSeconds(60));
}
