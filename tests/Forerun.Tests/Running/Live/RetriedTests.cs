using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running.Limiting;
using Forerun.Running.Live;
using Forerun.Testing;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Live;

/// <summary>Calls that try again by themselves: each try is charged, seen in the ledger, and asks for its own room.</summary>
public class RetriedTests
{
    private static readonly Operation Capped = Bench.Model("a") with { MaxInputTokens = 1000, MaxOutputTokens = 1000 };
    private readonly ManualTime time = new();
    private readonly Bench bench = new();
    private readonly MemoryLedger ledger = new();

    [Fact]
    public async Task FailedTries_AreChargedAndSeenInTheLedger()
    {
        var run = Start(limits: null);
        var flight = await bench.WhenStarted("only");
        flight.Retried("Cut", new TokenUsage(1000, 100));
        await flight.TryAgainAsync();
        flight.Retried("RateLimited", null);
        await flight.TryAgainAsync();
        bench.End("only", "one");

        var result = await run.Settled;
        var tries = ledger.Rows.OfType<TryRow>().ToList();
        Assert.Equal([(1, "Cut", 0.0035m), (2, "RateLimited", 0m)], tries.Select(t => (t.Number, t.Why, t.Cost!.Value.Amount)));
        Assert.Equal(0.0035m + 0.00125m, result.Cost.Amount);
        Assert.Equal(0.00125m, ledger.Rows.OfType<AttemptRow>().Single().Cost!.Value.Amount);
        Assert.Equal(result.Cost, ledger.Rows.OfType<RunRow>().Single().Cost);
    }

    [Fact]
    public async Task FailedTries_AreInTheRecordOfTheirCall()
    {
        var recorder = new Recorder();
        var run = Start(limits: null, recorder);
        var flight = await bench.WhenStarted("only");
        flight.Retried("Cut", new TokenUsage(1000, 100));
        await flight.TryAgainAsync();
        flight.Retried("RateLimited", null);
        await flight.TryAgainAsync();
        bench.End("only", "one");

        await run.Settled;
        var call = Assert.Single(recorder.Calls);
        Assert.Equal((3, new TokenUsage(1100, 200)), (call.Tries, call.Usage));
    }

    [Fact]
    public async Task CountedTokens_AreNeverMoreThanTheOperationMayUse()
    {
        var run = Start(limits: null);
        var flight = await bench.WhenStarted("only");
        flight.Retried("Cut", new TokenUsage(5000, 5000));
        await flight.TryAgainAsync();
        bench.End("only", "one");

        await run.Settled;
        Assert.Equal(0.0125m, ledger.Rows.OfType<TryRow>().Single().Cost!.Value.Amount);
    }

    [Fact]
    public async Task HalfKnownTokens_HaveNoPrice()
    {
        var run = Start(limits: null);
        var flight = await bench.WhenStarted("only");
        flight.Retried("Cut", new TokenUsage(null, 10));
        await flight.TryAgainAsync();
        bench.End("only", "one");

        Assert.Equal(1, (await run.Settled).UnknownCosts);
        Assert.Null(ledger.Rows.OfType<TryRow>().Single().Cost);
    }

    [Fact]
    public async Task NextTry_ThatCannotBePaid_EndsTheRunBudgetExceeded()
    {
        var run = Start(new Limits(new LimitOptions { PerRun = new Usd(0.0125m + 0.0034m) }));
        var flight = await bench.WhenStarted("only");
        flight.Retried("Cut", new TokenUsage(1000, 100));

        var refused = await Assert.ThrowsAsync<RunException>(async () => await flight.TryAgainAsync());
        bench.Fail("only", refused);

        Assert.Equal(RunEnd.BudgetExceeded, (await Assert.ThrowsAsync<RunException>(() => run.Answer)).End);
        Assert.Equal(0.0035m, (await run.Settled).Cost.Amount);
    }

    [Fact]
    public async Task NextTry_WaitsForItsPlace_AndOthersGoFirstMeanwhile()
    {
        var limits = new Limits(new LimitOptions { Attempts = 1 });
        var first = Start(limits);
        var flight = await bench.WhenStarted("only");
        var second = Start(limits);
        flight.Retried("RateLimited", null);
        await bench.WhenStarted("only#2");
        var again = flight.TryAgainAsync().AsTask();
        Assert.False(again.IsCompleted);
        bench.End("only#2", "two");
        await second.Settled;

        await again;
        bench.End("only", "one");
        Assert.Equal(Value.Of("one"), await first.Answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StoppedBetweenTwoTries_CostsWhatTheFirstDid(bool hasLimits)
    {
        var limits = hasLimits ? new Limits(new LimitOptions { PerRun = new Usd(0.02m), Attempts = 1 }) : null;
        var run = Start(limits);
        var flight = await bench.WhenStarted("only");
        flight.Retried("Cut", new TokenUsage(1000, 100));
        run.Abort();

        var result = await run.Settled;
        Assert.Equal((RunEnd.Cancelled, 0.0035m), (result.End, result.Cost.Amount));
        if (limits is null) return;
        var next = Start(limits);
        bench.End("only#2", "two");
        Assert.Equal(Value.Of("two"), await next.Answer);
    }

    [Fact]
    public async Task StoppedWhileItWaitsForItsPlace_LeavesTheLine()
    {
        var limits = new Limits(new LimitOptions { Attempts = 1 });
        var first = Start(limits);
        var flight = await bench.WhenStarted("only");
        var second = Start(limits);
        flight.Retried("RateLimited", null);
        await bench.WhenStarted("only#2");
        var again = flight.TryAgainAsync().AsTask();
        first.Abort();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => again);
        Assert.Equal(RunEnd.Cancelled, (await first.Settled).End);
        bench.End("only#2", "two");
        await second.Settled;

        var third = Start(limits);
        bench.End("only#3", "three");
        Assert.Equal(Value.Of("three"), await third.Answer);
    }

    [Theory]
    [InlineData(CancelRule.Streamed, 0.0035)]
    [InlineData(CancelRule.Full, 0.0125)]
    [InlineData(CancelRule.None, 0)]
    public async Task StoppedCall_IsChargedByWhatItUsed_AndByTheRule(CancelRule rule, double usd)
    {
        var learned = new Forerun.Running.Learned();
        learned.Forecasts.Observe("g", "a", TimeSpan.FromSeconds(1), new TokenUsage(1000, 1000));
        var engine = new Engine(new EngineOptions(time, () => "run")
        {
            Policy = () => new SequentialPolicy(), Ledger = ledger, Learned = learned, Settings = new Settings { CancelRule = rule },
        });
        var run = engine.Start(new Graph("g", [new Node("only", Capped, [])]), bench);
        var flight = await bench.WhenStarted("only");
        Assert.Equal(new TokenUsage(1000, 1000), flight.Expected);
        flight.Report("some", 0.1m, new TokenUsage(1000, 100));
        run.Abort();

        Assert.Equal((decimal)usd, (await run.Settled).Cost.Amount);
    }

    private LiveRun Start(Limits? limits, IRunRecorder? recorder = null)
    {
        var engine = new Engine(new EngineOptions(time, () => "run")
        {
            Policy = () => new SequentialPolicy(), Ledger = ledger, Limits = limits, Recorder = recorder,
        });
        return engine.Start(new Graph("g", [new Node("only", Capped, [])]), bench);
    }

    private sealed class Recorder : IRunRecorder
    {
        public List<RealCall> Calls { get; } = [];

        public void Record(RunRecord run) => Calls.AddRange(run.Calls);
    }
}
