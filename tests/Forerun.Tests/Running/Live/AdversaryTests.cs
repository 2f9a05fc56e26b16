using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running.Limiting;
using Forerun.Running.Live;
using Forerun.Testing;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Live;

/// <summary>What performers, programs, ledgers and callers may do to a live run, and what it makes of it.</summary>
public class AdversaryTests
{
    private static readonly TokenUsage Tokens = new(100, 100);
    private static readonly Operation Pay = new("pay") { Kind = OperationKind.Tool, Effect = Effect.Irreversible };
    private static readonly Operation Send = new("send") { Kind = OperationKind.Tool, Effect = Effect.Staged };
    private readonly ManualTime time = new();
    private readonly Bench bench = new();
    private readonly MemoryLedger ledger = new();
    private int ids;

    [Fact]
    public async Task Performer_ThrowsBeforeItsFirstAwait_FailsTheCall()
    {
        var run = Engine().Start(One(Bench.Model("a")), new Performs((_, _) => throw new InvalidOperationException("at once")));

        Assert.IsType<InvalidOperationException>((await Assert.ThrowsAsync<RunException>(() => run.Answer)).InnerException);
        Assert.Equal(RunEnd.Failed, (await run.Settled).End);
    }

    [Fact]
    public async Task Performer_ReturnsNoOutput_FailsTheCallAndSaysWhatToReturn()
    {
        var run = Engine().Start(One(Bench.Model("a")), new Performs((_, _) => ValueTask.FromResult(default(Performance))));

        var thrown = await Assert.ThrowsAsync<RunException>(() => run.Answer);
        Assert.Contains("Value.Null", thrown.InnerException!.Message, StringComparison.Ordinal);
        Assert.Equal(RunEnd.Failed, (await run.Settled).End);
    }

    [Fact]
    public async Task Performer_ReturnsJsonThatIsGone_FailsTheCall()
    {
        var run = Engine().Start(One(Bench.Model("a")), new Performs((_, _) =>
        {
            using var json = System.Text.Json.JsonDocument.Parse("{}");
            return ValueTask.FromResult(new Performance(Value.Of(json.RootElement), Tokens));
        }));

        Assert.IsType<ObjectDisposedException>((await Assert.ThrowsAsync<RunException>(() => run.Answer)).InnerException);
        await run.Settled;
    }

    [Fact]
    public async Task Performer_BreaksOffWhenCancelled_IsChargedAsCancelled()
    {
        var started = new TaskCompletionSource();
        var engine = Engine();
        engine.Turn(engine.Settings with { CancelRule = CancelRule.Streamed });
        using var abort = new CancellationTokenSource();
        var run = engine.Start(One(Bench.Model("a")), new Performs(async (_, flight) =>
        {
            flight.Report("half", 0.5m, Tokens);
            started.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(flight.Cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new IOException("connection closed");
        }), cancellationToken: abort.Token);
        await started.Task;
        await abort.CancelAsync();

        Assert.Equal(((100 * 2.5m) + (100 * 10m)) / 1_000_000, (await run.Settled).Cost.Amount);
        Assert.Equal(AttemptEnd.Cancelled, Assert.Single(ledger.Rows.OfType<AttemptRow>()).End);
    }

    [Fact]
    public async Task Performer_ReportsManyTimesAndAfterItsEnd_RunIsAsItWas()
    {
        IFlight? late = null;
        var run = Engine().Start(One(Bench.Model("a")), new Performs((_, flight) =>
        {
            late = flight;
            for (var i = 0; i < 100_000; i++) flight.Report("text", i / 100_000m);
            flight.Report(null!, -7);
            return ValueTask.FromResult(new Performance(Value.Of("done"), Tokens));
        }));
        Assert.Equal(Value.Of("done"), await run.Answer);
        var result = await run.Settled;
        late!.Report("too late", 1, new TokenUsage(1_000_000, 1_000_000));

        Assert.False(late.Cancellation.IsCancellationRequested);
        Assert.Equal(result.Cost, Assert.Single(ledger.Rows.OfType<AttemptRow>()).Cost);
        Assert.IsType<RunRow>(ledger.Rows[^1]);
    }

    [Fact]
    public async Task Program_ThrowsInTheRealWorld_StopsAndChargesWhatIsUnderWay()
    {
        var both = new[] { new Node("slow", Bench.Model("a"), []), new Node("first", Bench.Model("b"), []) };
        var bad = new Node("bad", Bench.Model("c"), [On("first")]) { Argument = _ => throw new FormatException("no such field") };
        var limits = new Limits(new LimitOptions { Attempts = 2 });
        var run = Engine(limits: limits).Start(new Graph("g", [.. both, bad]), bench);
        await bench.WhenStarted("slow");
        bench.End("first", "one");

        Assert.IsType<FormatException>((await Assert.ThrowsAsync<RunException>(() => run.Answer)).InnerException);
        Assert.Contains("'g'", (await run.Settled).Detail, StringComparison.Ordinal);
        Assert.Contains("stopped slow", bench.Log);
        Assert.Equal(2, ledger.Rows.OfType<AttemptRow>().Count());
        Assert.True(limits.Reserve(new Ticket("next", "one", default, () => { }, () => { }), time.GetUtcNow()).Granted);
    }

    [Fact]
    public async Task Ledger_DiskFull_EndsTheRunBeforeItSpendsMoreAndSaysSo()
    {
        var full = new FullDisk(0);
        var run = Engine(to: full).Start(Chain(), bench);
        bench.End("first", "one");

        var thrown = await Assert.ThrowsAsync<RunException>(() => run.Answer);
        var result = await run.Settled;
        Assert.IsType<IOException>(thrown.InnerException);
        Assert.Contains("ledger could not be written", thrown.Message, StringComparison.Ordinal);
        Assert.Equal((RunEnd.Failed, 2), (result.End, result.Unwritten));
        Assert.True(result.Cost > Usd.Zero);
        Assert.Single(bench.Log);
    }

    [Fact]
    public async Task Ledger_RefusesADecision_NoBetAndNoRealCallStartsInThatMoment()
    {
        var performer = new Performs(async (call, flight) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(flight.Cancellation);
            return default;
        });
        var run = Engine(new AlwaysGuesses("one"), to: new FullDisk(0)).Start(Chain(), performer);

        await Assert.ThrowsAsync<RunException>(() => run.Answer);
        await run.Settled;
        Assert.Empty(performer.Started);
    }

    [Fact]
    public async Task Ledger_FullAfterTheAnswer_KeepsTheAnswerAndTheDollars()
    {
        var run = Engine(to: new FullDisk(1)).Start(One(Bench.Model("a")), bench);
        bench.End("first", "one");

        Assert.Equal(Value.Of("one"), await run.Answer);
        var result = await run.Settled;
        Assert.Equal((RunEnd.Answered, 1), (result.End, result.Unwritten));
    }

    [Fact]
    public async Task Abort_WhileAnEffectLeaves_IsAwaitedAndItsLossReported()
    {
        var leaving = new TaskCompletionSource();
        var outcome = new TaskCompletionSource();
        var performer = new Performs((_, _) => ValueTask.FromResult(new Performance(Value.Of("prepared"))))
        {
            Commits = async _ =>
            {
                leaving.SetResult();
                await outcome.Task;
            },
        };
        var run = Engine().Start(One(Send), performer);
        await leaving.Task;
        run.Abort();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Answer);
        Assert.False(run.Settled.IsCompleted);
        outcome.SetException(new TimeoutException());

        var result = await run.Settled;
        Assert.Equal(RunEnd.Cancelled, result.End);
        Assert.Contains("not known whether the effect of 'first' (send) took place", result.Detail, StringComparison.Ordinal);
        Assert.Equal(result.Detail, Assert.Single(ledger.Rows.OfType<RunRow>()).Detail);
    }

    [Fact]
    public async Task Abort_WhileAnEffectLeavesAndItDoes_SaysNothingOfTheUnknown()
    {
        var leaving = new TaskCompletionSource();
        var outcome = new TaskCompletionSource();
        var times = 0;
        var performer = new Performs((_, _) => ValueTask.FromResult(new Performance(Value.Of("prepared"))))
        {
            Commits = async _ =>
            {
                times++;
                leaving.SetResult();
                await outcome.Task;
            },
        };
        var run = Engine().Start(One(Send), performer);
        await leaving.Task;
        run.Abort();
        outcome.SetResult();

        Assert.DoesNotContain("not known", (await run.Settled).Detail, StringComparison.Ordinal);
        Assert.Equal(1, times);
    }

    [Fact]
    public async Task Abort_WhileAnIrreversibleCallIsUnderWay_SaysThatNobodyKnows()
    {
        var run = Engine().Start(One(Pay), bench);
        await bench.WhenStarted("first");
        run.Abort();

        Assert.Contains("not known whether the effect of 'first' (pay) took place", (await run.Settled).Detail, StringComparison.Ordinal);
        Assert.Equal(["start first", "stopped first"], bench.Log);
    }

    [Fact]
    public async Task Commit_Fails_IsNotTriedAgainAndSaysThatNobodyKnows()
    {
        var times = 0;
        var performer = new Performs((_, _) => ValueTask.FromResult(new Performance(Value.Of("prepared"))))
        {
            Commits = _ => ++times > 0 ? throw new TimeoutException() : ValueTask.CompletedTask,
        };
        var run = Engine().Start(One(Send with { Tries = 5 }), performer);

        var thrown = await Assert.ThrowsAsync<RunException>(() => run.Answer);
        Assert.IsType<TimeoutException>(thrown.InnerException);
        Assert.Contains("not known", thrown.Message, StringComparison.Ordinal);
        await run.Settled;
        Assert.Equal(1, times);
    }

    [Fact]
    public async Task Start_WithATokenThatIsCancelledAlready_StartsNothingAndSettles()
    {
        var run = Engine().Start(Chain(), bench, cancellationToken: new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Answer);
        Assert.Equal(RunEnd.Cancelled, (await run.Settled).End);
        Assert.Empty(bench.Log);
    }

    [Fact]
    public async Task Ask_AfterTheRunWasGivenUp_ThrowsInsteadOfWaitingForEver()
    {
        var (reached, goOn, seen) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource<Exception?>());
        var run = Engine().Start("mine", async asks =>
        {
            reached.SetResult();
            await goOn.Task;
            seen.SetResult(await Record.ExceptionAsync(() => asks.Ask(Bench.Model("a"), Value.Of("x"))));
            return Value.Null;
        }, bench);
        await reached.Task;
        run.Abort();
        await run.Settled;
        goOn.SetResult();

        Assert.Equal(RunEnd.Cancelled, Assert.IsType<RunException>(await seen.Task).End);
        Assert.Empty(bench.Log);
    }

    [Fact]
    public async Task Code_ThrowsAfterACallThatItHandled_EndsWithItsOwnException()
    {
        var run = Engine().Start("mine", async asks =>
        {
            await Record.ExceptionAsync(() => asks.Ask(Bench.Model("a"), Value.Of("x")));
            throw new FormatException("mine");
        }, bench);
        bench.Fail("ask-1", new HttpRequestException());

        await Assert.ThrowsAsync<FormatException>(() => run.Answer);
        var result = await run.Settled;
        Assert.Equal(RunEnd.Failed, result.End);
        Assert.Contains("FormatException", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_ReturnsNull_FailsAndSaysWhatToReturn()
    {
        var run = Engine().Start("mine", _ => Task.FromResult<Value>(null!), bench);

        Assert.Contains("Value.Null", (await Assert.ThrowsAsync<InvalidOperationException>(() => run.Answer)).Message, StringComparison.Ordinal);
        await run.Settled;
    }

    [Fact]
    public async Task Ask_TwoThatFail_EachThrowsItsOwnCause()
    {
        var run = Engine().Start("mine", async asks =>
        {
            var (a, b) = (asks.Ask(Bench.Model("a"), Value.Of("x")), asks.Ask(Bench.Model("a"), Value.Of("y")));
            var thrown = new[] { await Record.ExceptionAsync(() => a), await Record.ExceptionAsync(() => b) };
            return Value.Of(string.Join(' ', thrown.Select(t => t!.InnerException!.GetType().Name)));
        }, bench);
        await bench.WhenStarted("ask-2");
        bench.Fail("ask-2", new TimeoutException());
        bench.Fail("ask-1", new FormatException());

        Assert.Equal(Value.Of("FormatException TimeoutException"), await run.Answer);
    }

    [Fact]
    public async Task Abort_AfterATryThatFailed_IsACancellation()
    {
        var flaky = Bench.Model("a") with { Tries = 2, Backoff = TimeSpan.FromHours(1) };
        var run = Engine().Start(One(flaky), bench);
        bench.Fail("first", new HttpRequestException());
        await Eventually.Happens(() => time.Waiting == 1);
        run.Abort();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Answer);
        await run.Settled;
        Assert.Equal(0, time.Waiting);
    }

    [Fact]
    public async Task Turn_AfterTheRunIsSettled_WritesNoMoreOfIt()
    {
        var engine = Engine();
        var run = engine.Start(One(Bench.Model("a")), bench);
        bench.End("first", "one");
        await run.Settled;
        run.Turn(engine.Settings with { Dial = 1 });
        run.Abort();

        Assert.IsType<RunRow>(ledger.Rows[^1]);
    }

    [Fact]
    public async Task Turn_WhileRunsStart_PassesNoneBy()
    {
        var policy = new Watches();
        var engine = Engine(policy);
        using var gate = new Barrier(2);
        for (var i = 0; i < 200; i++)
        {
            var dial = i % 2;
            var turned = new TaskCompletionSource();
            var turning = Task.Run(
                () =>
                {
                    gate.SignalAndWait();
                    engine.Turn(engine.Settings with { Dial = dial });
                },
                TestContext.Current.CancellationToken);
            gate.SignalAndWait(TestContext.Current.CancellationToken);
            var run = engine.Start(Chain(), new Performs(async (_, _) =>
            {
                await turned.Task;
                return new Performance(Value.Null, Tokens);
            }));
            await turning;
            turned.SetResult();
            await run.Settled;
            Assert.Equal(dial, policy.Dial);
        }
    }

    private static Dependency On(string slot) => new(new Reading(slot));

    private static Graph One(Operation operation) => new("g", [new Node("first", operation, [])]);

    private static Graph Chain() => new("g", [new Node("first", Bench.Model("a"), []), new Node("second", Bench.Model("b"), [On("first")])]);

    private Engine Engine(IPolicy? policy = null, Limits? limits = null, ILedger? to = null) => new(
        new EngineOptions(time, () => $"run-{Interlocked.Increment(ref ids)}")
        {
            Policy = () => policy ?? new SequentialPolicy(), Limits = limits, Ledger = to ?? ledger,
        });

    /// <summary>Bets on nothing and remembers the dial that it saw last.</summary>
    private sealed class Watches : IPolicy
    {
        public string Name => "watches";

        public decimal Dial { get; private set; }

        public void Choose(ISituation situation, Choice choice) => Dial = situation.Settings.Dial;
    }
}
