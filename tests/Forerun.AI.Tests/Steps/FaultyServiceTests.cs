using Forerun.AI.Clients;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Limiting;
using Forerun.Running.Live;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Steps;

/// <summary>Everything that a service does wrong, through client, retries and a live run: it ends right or with one clear error, and every token is on the bill.</summary>
public sealed class FaultyServiceTests
{
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(60);

    public static TheoryData<ModelFault> Faults => [.. FaultPlan.All];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_OnTheFirstTry_EndsRight_AndTheLedgerIsTheBill(ModelFault fault)
    {
        await using var lab = await LiveLab.StartAsync(q => q.Occurrence == 0 ? fault : ModelFault.None);

        var run = lab.Engine().Start(LiveLab.Chain(2), lab);
        var answer = await run.Answer.WaitAsync(TooLong);
        var result = await run.Settled.WaitAsync(TooLong);

        Assert.StartsWith("Answer to: s2 Answer to: s1 ", answer.Json.GetString(), StringComparison.Ordinal);
        Assert.Equal(await lab.BillAsync(), result.Cost);
        Assert.Equal(lab.LedgerTotal(), result.Cost);
        Assert.Equal(0, result.UnknownCosts);
        var isTriedAgain = fault is not (ModelFault.SlowFirstToken or ModelFault.NoUsage or ModelFault.HugeReply);
        Assert.Equal(isTriedAgain ? 2 : 0, lab.Ledger.Rows.OfType<TryRow>().Count());
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_OnEveryTry_EndsRightOrWithOneClearError_AndTheLedgerIsTheBill(ModelFault fault)
    {
        await using var lab = await LiveLab.StartAsync(_ => fault);

        var run = lab.Engine().Start(LiveLab.Chain(2), lab);
        var result = await run.Settled.WaitAsync(TooLong);

        Assert.Equal(await lab.BillAsync(), result.Cost);
        Assert.Equal(lab.LedgerTotal(), result.Cost);
        if (result.End == RunEnd.Answered) return;
        var error = await Assert.ThrowsAsync<RunException>(() => run.Answer);
        Assert.Equal(RunEnd.Failed, error.End);
        Assert.IsType<ModelException>(error.InnerException);
        Assert.Equal(3, lab.Server.Requests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AllFaultsBySeed_EveryRunEnds_AndTheLedgerIsTheBill(int seed)
    {
        await using var lab = await LiveLab.StartAsync(Seeded(seed));
        var engine = lab.Engine();
        var results = new List<Forerun.Running.RunResult>();
        for (var i = 0; i < 25; i++)
        {
            var run = engine.Start(LiveLab.Chain(3), lab);
            results.Add(await run.Settled.WaitAsync(TooLong));
            if (results[^1].End == RunEnd.Answered) continue;
            var error = await Assert.ThrowsAsync<RunException>(() => run.Answer);
            Assert.IsType<ModelException>(error.InnerException);
        }

        var bill = await lab.BillAsync();
        Assert.Equal(bill, results.Aggregate(Usd.Zero, (sum, r) => sum + r.Cost));
        Assert.Equal(bill, lab.LedgerTotal());
        Assert.Contains(results, r => r.End == RunEnd.Answered);
        Assert.Superset(FaultPlan.All.ToHashSet(), lab.Server.Requests.Select(r => r.Fault).Append(ModelFault.None).ToHashSet().Intersect(FaultPlan.All).ToHashSet());
    }

    [Fact]
    public async Task AllFaultsAtOnce_WithDollarsToSpend_NeverSpendsMore()
    {
        var limit = new Usd(0.05m);
        await using var lab = await LiveLab.StartAsync(Seeded(7), new LimitOptions { PerDay = limit, Attempts = 8 });
        lab.Options = new ChatOptions { MaxOutputTokens = 400 };
        var engine = lab.Engine();

        var runs = Enumerable.Range(0, 40).Select(_ => engine.Start(
            LiveLab.Chain(3, o => o with { MaxInputTokens = 400, MaxOutputTokens = 400 }), lab)).ToList();
        var results = await Task.WhenAll(runs.Select(r => r.Settled)).WaitAsync(TooLong);

        Assert.True(lab.LedgerTotal() <= limit, $"{lab.LedgerTotal()}");
        Assert.Equal(lab.LedgerTotal(), results.Aggregate(Usd.Zero, (sum, r) => sum + r.Cost));
        Assert.All(results, r => Assert.True(r.End is RunEnd.Answered or RunEnd.Failed or RunEnd.BudgetExceeded));
    }

    [Fact]
    public async Task ServiceThatKeepsToNoLimit_IsStoppedAtIt()
    {
        await using var lab = await LiveLab.StartAsync(_ => ModelFault.HugeReply);
        lab.Options = new ChatOptions { MaxOutputTokens = 20 };

        var run = lab.Engine().Start(LiveLab.Chain(1), lab);
        await run.Settled.WaitAsync(TooLong);

        var error = Assert.IsType<ModelException>((await Assert.ThrowsAsync<RunException>(() => run.Answer)).InnerException);
        Assert.Equal(ModelErrorKind.Overlong, error.Kind);
        Assert.Contains("past the 20 tokens", error.Message, StringComparison.Ordinal);
    }

    private static Func<FaultQuestion, ModelFault> Seeded(int seed)
    {
        var draws = Draws.Of(seed, "faults");
        return _ =>
        {
            lock (draws) return draws.Chance(0.5) ? draws.Of(FaultPlan.All) : ModelFault.None;
        };
    }
}
