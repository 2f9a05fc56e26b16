using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running.Limiting;
using Forerun.Running.Live;
using Forerun.Testing;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Live;

public class EngineTests
{
    private readonly ManualTime time = new();
    private readonly Bench bench = new();
    private readonly MemoryLedger ledger = new();
    private int ids;

    [Fact]
    public async Task Start_Chain_AnswersWithTheLastOutputAndChargesEveryCall()
    {
        var run = Engine(new SequentialPolicy()).Start(TwoSteps(), bench);
        bench.End("first", "one");
        bench.End("second", "two");

        Assert.Equal(Value.Of("two"), await run.Answer);
        var result = await run.Settled;
        Assert.Equal(RunEnd.Answered, result.End);
        Assert.Equal(2 * ((100 * 2.5m) + (100 * 10m)) / 1_000_000, result.Cost.Amount);
    }

    [Fact]
    public async Task Start_GuessRight_AdoptsTheAttemptThatIsUnderWay()
    {
        var run = Engine(new Guesses("one")).Start(TwoSteps(), bench);
        await bench.WhenStarted("second");
        bench.End("first", "one");
        bench.End("second", "two");

        Assert.Equal(Value.Of("two"), await run.Answer);
        var result = await run.Settled;
        Assert.Equal(1, result.Hits);
        Assert.Single(bench.Log, l => l == "start second");
    }

    [Fact]
    public async Task Start_GuessWrong_StopsAwaitsAndChargesTheLoserAndStartsTheRealCall()
    {
        var run = Engine(new Guesses("other")).Start(TwoSteps(), bench);
        await bench.WhenStarted("second");
        bench.End("first", "one");
        await bench.WhenStarted("second#2");
        bench.End("second#2", "two");

        Assert.Equal(Value.Of("two"), await run.Answer);
        var result = await run.Settled;
        Assert.Equal(1, result.Misses);
        Assert.Contains("stopped second", bench.Log);
        Assert.Equal(3, ledger.Rows.OfType<AttemptRow>().Count());
    }

    [Fact]
    public async Task Turn_KillSwitch_DropsTheBetAndLeavesTheRealCallAlone()
    {
        var engine = Engine(new Guesses("one"));
        var run = engine.Start(TwoSteps(), bench);
        await bench.WhenStarted("second");
        engine.Turn(engine.Settings with { Enabled = false });
        await Eventually.Happens(() => bench.Log.Contains("stopped second"));
        bench.End("first", "one");
        await bench.WhenStarted("second#2");
        bench.End("second#2", "two");

        Assert.Equal(Value.Of("two"), await run.Answer);
        Assert.DoesNotContain("stopped first", bench.Log);
        Assert.Contains(ledger.Rows.OfType<DecisionRow>(), r => r.Decision is { Verdict: Verdict.Wait, Reason: Reason.KillSwitch });
    }

    [Fact]
    public async Task Start_FailingCall_IsTriedAgainAfterItsBackoffAndCharged()
    {
        var flaky = Bench.Model("flaky") with { Tries = 2, Backoff = TimeSpan.FromSeconds(3) };
        var run = Engine(new SequentialPolicy()).Start(new Graph("g", [new Node("first", flaky, [])]), bench);
        await bench.WhenStarted("first");
        bench.Fail("first", new HttpRequestException("secret text"));
        await Eventually.Happens(() => time.Waiting == 1);
        Assert.Single(bench.Log);
        time.Advance(TimeSpan.FromSeconds(3));
        await bench.WhenStarted("first#2");
        bench.End("first#2", "one");

        Assert.Equal(Value.Of("one"), await run.Answer);
    }

    [Fact]
    public async Task Start_TimerFiresALittleEarly_CallIsTriedAgainAllTheSame()
    {
        var flaky = Bench.Model("flaky") with { Tries = 2, Backoff = TimeSpan.FromSeconds(3) };
        var early = new EarlyTime(time);
        var engine = new Engine(new EngineOptions(early, () => "run") { Policy = () => new SequentialPolicy() });
        var run = engine.Start(new Graph("g", [new Node("first", flaky, [])]), bench);
        await bench.WhenStarted("first");
        bench.Fail("first", new HttpRequestException());
        await Eventually.Happens(() => early.Timers == 1);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(2, early.Timers);
        await bench.WhenStarted("first#2");
        bench.End("first#2", "one");

        Assert.Equal(Value.Of("one"), await run.Answer);
    }

    [Fact]
    public async Task Start_IrreversibleCallFails_IsNotTriedAgain()
    {
        var pay = new Operation("pay") { Kind = OperationKind.Tool, Effect = Effect.Irreversible, Tries = 5 };
        var run = Engine(new SequentialPolicy()).Start(new Graph("g", [new Node("first", pay, [])]), bench);
        bench.Fail("first", new TimeoutException());

        await Assert.ThrowsAsync<RunException>(() => run.Answer);
        await run.Settled;
        Assert.Single(bench.Log);
    }

    [Fact]
    public async Task Start_CallFailsForGood_ThrowsWithTheCauseAndWritesNoContent()
    {
        var run = Engine(new SequentialPolicy()).Start(TwoSteps(), bench);
        bench.Fail("first", new HttpRequestException("secret text"));

        var thrown = await Assert.ThrowsAsync<RunException>(() => run.Answer);
        Assert.Equal(RunEnd.Failed, thrown.End);
        Assert.IsType<HttpRequestException>(thrown.InnerException);
        Assert.DoesNotContain("secret", (await run.Settled).Detail);
    }

    [Fact]
    public async Task Start_StagedEffectOnRightGuess_LeavesOnlyWhenAskedFor()
    {
        var send = new Operation("send") { Kind = OperationKind.Tool, Effect = Effect.Staged };
        var graph = new Graph("g", [new Node("first", Bench.Model("a"), []), new Node("second", send, [new Dependency(new Reading("first"))])]);
        var run = Engine(new Guesses("one")).Start(graph, bench);
        await bench.WhenStarted("second");
        bench.End("second", "sent");
        await Eventually.Happens(() => ledger.Rows.OfType<AttemptRow>().Any());
        Assert.DoesNotContain("commit second", bench.Log);
        bench.End("first", "one");

        Assert.Equal(Value.Of("sent"), await run.Answer);
        Assert.Single(bench.Log, l => l == "commit second");
    }

    [Fact]
    public void Turn_SettingsThatContradictThemselves_NamesAllErrorsAtOnce()
    {
        var engine = Engine(new SequentialPolicy());
        var thrown = Assert.Throws<ArgumentException>(() => engine.Turn(new Settings { Dial = 2, ValueOfTime = new Usd(-1) }));
        Assert.Contains("Dial is 2", thrown.Message);
        Assert.Contains("ValueOfTime is -$1.0000", thrown.Message);
    }

    [Fact]
    public async Task Start_Aborted_CancelsAwaitsAndSettles()
    {
        using var abort = new CancellationTokenSource();
        var run = Engine(new Guesses("one")).Start(TwoSteps(), bench, cancellationToken: abort.Token);
        await bench.WhenStarted("second");
        await abort.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Answer);
        var result = await run.Settled;
        Assert.Equal(RunEnd.Cancelled, result.End);
        Assert.Equal(2, ledger.Rows.OfType<AttemptRow>().Count(r => r.End == AttemptEnd.Cancelled));
    }

    [Fact]
    public async Task Start_LoserIgnoresItsToken_AnswerDoesNotWaitButSettlingDoes()
    {
        bench.IgnoresCancellation = true;
        var loser = Bench.Model("b");
        var graph = new Graph("g", [new Node("first", Bench.Model("a"), []), new Node("second", loser, [new Dependency(new Reading("first"))])]);
        var run = Engine(new Guesses("other")).Start(graph, bench);
        await bench.WhenStarted("second");
        bench.End("first", "one");
        await bench.WhenStarted("second#2");
        bench.End("second#2", "two");

        Assert.Equal(Value.Of("two"), await run.Answer);
        Assert.False(run.Settled.IsCompleted);
        bench.End("second", "too late");
        Assert.Equal(3, (await run.Settled) is { End: RunEnd.Answered } ? ledger.Rows.OfType<AttemptRow>().Count() : 0);
    }

    [Fact]
    public async Task Ask_FromUserCode_ReturnsOutputsAndSurvivesAFailedCall()
    {
        var search = Bench.Model("search");
        var run = Engine(new SequentialPolicy()).Start("mine", async asks =>
        {
            var first = await asks.Ask(search, Value.Of("a"));
            try
            {
                await asks.Ask(search, Value.Of("b"));
            }
            catch (RunException e) when (e.InnerException is HttpRequestException)
            {
                return Value.Of($"{first.To<string>()} and no more");
            }

            return first;
        }, bench);
        bench.End("ask-1", "found");
        bench.Fail("ask-2", new HttpRequestException());

        Assert.Equal(Value.Of("found and no more"), await run.Answer);
        Assert.Equal(RunEnd.Answered, (await run.Settled).End);
    }

    [Fact]
    public async Task Start_NoRoomForABet_SaysSoInTheLedgerAndGoesOn()
    {
        var run = Engine(new Guesses("one"), new Limits(new LimitOptions { Attempts = 1 })).Start(TwoSteps(), bench);
        await Eventually.Happens(() => ledger.Rows.OfType<DecisionRow>().Any(r => r.Decision.IsRefused));
        bench.End("first", "one");
        bench.End("second", "two");

        Assert.Equal(Value.Of("two"), await run.Answer);
        Assert.Equal(0, (await run.Settled).Bets);
        var row = ledger.Rows.OfType<DecisionRow>().Last();
        Assert.Equal((Verdict.Wait, Reason.Limit), (row.Decision.Recompute(), row.Decision.Reason));
    }

    [Fact]
    public async Task Start_BudgetUsedUp_EndsBudgetExceededBeforeTheCallThatCannotBePaid()
    {
        var capped = Bench.Model("a") with { MaxInputTokens = 1000, MaxOutputTokens = 1000 };
        var graph = new Graph("g", [new Node("first", capped, []), new Node("second", capped, [new Dependency(new Reading("first"))])]);
        var limits = new Limits(new LimitOptions { PerRun = new Usd(0.013m) });
        var run = Engine(new SequentialPolicy(), limits).Start(graph, bench);
        bench.End("first", "one", tokens: 1000);

        var thrown = await Assert.ThrowsAsync<RunException>(() => run.Answer);
        Assert.Equal(RunEnd.BudgetExceeded, thrown.End);
        Assert.Equal(0.0125m, (await run.Settled).Cost.Amount);
        Assert.Single(bench.Log);
    }

    [Fact]
    public async Task Start_TwoHundredRunsAtOnce_StayWithinTheLimits()
    {
        var capped = Bench.Model("a") with { MaxInputTokens = 100, MaxOutputTokens = 100 };
        var counting = new Counting();
        var limits = new Limits(new LimitOptions { Attempts = 7, PerHour = new Usd(0.0625m) });
        var engine = Engine(new SequentialPolicy(), limits);
        var runs = Enumerable.Range(0, 200).Select(_ => engine.Start(new Graph("g", [new Node("only", capped, [])]), counting)).ToList();

        var results = await Task.WhenAll(runs.Select(r => r.Settled));
        Assert.InRange(counting.Most, 1, 7);
        Assert.Equal(0.0625m, results.Sum(r => r.Cost.Amount));
        Assert.Equal(50, results.Count(r => r.End == RunEnd.Answered));
        Assert.Equal(150, results.Count(r => r.End == RunEnd.BudgetExceeded));
    }

    private Engine Engine(IPolicy policy, Limits? limits = null) =>
        new(new EngineOptions(time, () => $"run-{++ids}") { Policy = () => policy, Ledger = ledger, Limits = limits });

    private static Graph TwoSteps() => new("g",
        [new Node("first", Bench.Model("a"), []), new Node("second", Bench.Model("b"), [new Dependency(new Reading("first"))])]);

    /// <summary>Bets on one value for whatever is under way, whatever it costs.</summary>
    private sealed class Guesses(string value) : IPolicy
    {
        public string Name => "guesses";

        public void Choose(ISituation situation, Choice choice)
        {
            foreach (var call in situation.Pending)
            {
                var world = situation.Suppose(situation.Real, new Guess(new Reading(call.Slot), Value.Of(value), Name, 1));
                foreach (var due in world.Due)
                    choice.Add(new Bet([due], [world.Guess!], world)
                    {
                        Decision = new Decision { WithinAllowance = true, Measure = "always", Score = 1, ScoreThreshold = 0 },
                    });
            }
        }
    }

    private sealed class Counting : IPerformer
    {
        private int now;
        private int most;

        public int Most => most;

        public ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken) => new(prepared);

        public async ValueTask<Performance> PerformAsync(Call call, IFlight flight)
        {
            var running = Interlocked.Increment(ref now);
            int seen;
            while (running > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, running, seen) != seen) { }
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return new Performance(Value.Of("done"), new TokenUsage(100, 100));
        }
    }
}
