using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Live;
using Forerun.Running.Shelving;
using Forerun.Testing;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Live;

/// <summary>Runs of an engine that share what they have paid for and not used.</summary>
public class SharingTests
{
    private static readonly Operation Decide = Bench.Model("decide");
    private static readonly Operation Look = new("look") { Kind = OperationKind.Tool, Effect = Effect.None, Reach = Reach.Conversation };
    private static readonly Operation Think = Bench.Model("think") with { Reach = Reach.Conversation };
    private static readonly Operation Pay = new("pay") { Kind = OperationKind.Tool, Effect = Effect.Irreversible };
    private readonly ManualTime time = new();
    private readonly MemoryLedger ledger = new();
    private int ids, calls;

    [Fact]
    public async Task Start_AfterARunThatWasGivenUp_TakesWhatItPaidForAndPaysNothing()
    {
        var engine = Engine();
        await LeaveBehind(engine, Think, "acme", "talk");
        time.Advance(TimeSpan.FromSeconds(5));
        var (answer, result) = await Answer(engine, Think, "acme", "talk");

        Assert.Equal("think 1", answer);
        Assert.Equal((1, 0), (result.FromShelf, result.Bets));
        var row = Assert.Single(ledger.Rows.OfType<AdoptionRow>());
        var paid = Assert.Single(ledger.Rows.OfType<AttemptRow>(), r => r.Operation == "think");
        Assert.Equal((paid.Tags.Run, paid.Attempt, paid.Cost, TimeSpan.FromSeconds(5)), (row.PaidBy, row.PaidAttempt, row.Paid, row.Age));
        Assert.DoesNotContain(ledger.Rows.OfType<AttemptRow>(), r => r.Tags == row.Tags && r.Operation == "think");
    }

    [Theory]
    [InlineData("bolt", "talk")]
    [InlineData("acme", "other")]
    [InlineData(null, "talk")]
    [InlineData(null, null)]
    public async Task Start_OfAnotherTenantOrConversation_PaysItself(string? tenant, string? conversation)
    {
        var engine = Engine();
        await LeaveBehind(engine, Think, "acme", "talk");

        Assert.Equal("think 2", (await Answer(engine, Think, tenant, conversation)).Answer);
    }

    [Fact]
    public async Task Start_AfterAWriteByAnotherRun_ReadsAgain()
    {
        var engine = Engine();
        await LeaveBehind(engine, Look, "acme", "talk");
        var pays = engine.Start(new Graph("payments", [new Node("pay", Pay, [])]), Performer(), Tags("acme", "talk"));
        await pays.Settled;

        Assert.Equal("look 2", (await Answer(engine, Look, "acme", "talk")).Answer);
    }

    [Fact]
    public async Task Run_UnderWayWhenAnotherWrites_ReadsAgain()
    {
        var engine = Engine();
        await LeaveBehind(engine, Look, "acme", "talk");
        var decided = new TaskCompletionSource();
        var run = engine.Start(Graph(Look), Performer(decided.Task), Tags("acme", "talk"));
        await engine.Start(new Graph("payments", [new Node("pay", Pay, [])]), Performer(), Tags("acme", "talk")).Settled;
        decided.SetResult();

        // A bet may have read while the other wrote; that is stale as well, and so it reads once or twice.
        Assert.NotEqual(Value.Of("look 1"), await run.Answer);
        Assert.Equal(0, (await run.Settled).FromShelf);
    }

    [Fact]
    public async Task Runs_OfOneConversationAtOnce_NeverAnswerWithOneSampleTwice()
    {
        var engine = Engine();
        await LeaveBehind(engine, Think, "acme", "talk");
        var runs = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => Answer(engine, Think, "acme", "talk"))));

        Assert.Equal(40, runs.Select(r => r.Answer).Distinct().Count());
        Assert.Equal(1, runs.Sum(r => r.Result.FromShelf));
    }

    [Fact]
    public async Task Runs_OfADeterministicOperation_AllUseTheOneResult()
    {
        var engine = Engine();
        var sum = Think with { Deterministic = true };
        await LeaveBehind(engine, sum, "acme", "talk");
        var runs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Answer(engine, sum, "acme", "talk"))));

        Assert.All(runs, r => Assert.Equal("think 1", r.Answer));
    }

    [Fact]
    public async Task Shelf_OfAnIdleConversation_IsLetGoOf()
    {
        var engine = Engine(new ShelfOptions { IdleFor = TimeSpan.FromMinutes(10) });
        await LeaveBehind(engine, Think, "acme", "talk");
        await Eventually.Happens(() => time.Waiting == 1);
        time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(0, time.Waiting);
        Assert.Equal("think 2", (await Answer(engine, Think, "acme", "talk")).Answer);
    }

    [Theory]
    [InlineData(Effect.Undeclared)]
    [InlineData(Effect.Idempotent)]
    [InlineData(Effect.Staged)]
    [InlineData(Effect.Irreversible)]
    public void Declare_WithAnEffectAndAReach_IsRefusedInOneSentence(Effect effect)
    {
        var wrong = Pay with { Effect = effect, Reach = Reach.Tenant };
        var run = Engine().Start("mine", async _ => await new TaskCompletionSource<Value>().Task, Performer());
        var graph = Assert.Throws<ArgumentException>(() => new Graph("g", [new Node("n", wrong, [])]));
        var loop = Assert.Throws<ArgumentException>(() => new AgentLoop("l", wrong, (_, _) => null));
        var asked = Assert.Throws<ArgumentException>(() => { _ = run.Ask(wrong, Value.Null); });
        run.Abort();

        Assert.All([graph, loop, asked], e => Assert.StartsWith($"Operation 'pay' has Reach.Tenant and Effect.{effect}:", e.Message, StringComparison.Ordinal));
    }

    private static Tags Tags(string? tenant, string? conversation, string run = "run") => new(run, "g", "test", tenant, conversation);

    private static Graph Graph(Operation operation) => new("g",
        [new Node("first", Decide, []), new Node("second", operation, [new Dependency(new Reading("first"))])]);

    /// <summary>A run that bets right on its second call, and is given up when that has finished and the first has not.</summary>
    private async Task LeaveBehind(Engine engine, Operation operation, string tenant, string conversation)
    {
        var before = ledger.Rows.OfType<AttemptRow>().Count();
        var run = engine.Start(Graph(operation), Performer(new TaskCompletionSource().Task), Tags(tenant, conversation, "payer"));
        await Eventually.Happens(() => ledger.Rows.OfType<AttemptRow>().Count() > before);
        run.Abort();
        await run.Settled;
    }

    private async Task<(string? Answer, Forerun.Running.RunResult Result)> Answer(Engine engine, Operation operation, string? tenant, string? conversation)
    {
        var tags = Tags(tenant, conversation, $"run-{Interlocked.Increment(ref ids)}");
        var run = engine.Start(Graph(operation), Performer(), tags);
        return ((await run.Answer).To<string>(), await run.Settled);
    }

    /// <summary>Decides "yes" when it may; whatever else is asked for says how often that was.</summary>
    private Performs Performer(Task? mayDecide = null) => new(async (call, flight) =>
    {
        if (call.Operation == Pay) return new Performance(Value.Of("paid"));
        if (call.Operation != Decide)
            return new Performance(Value.Of($"{call.Operation.Name} {Interlocked.Increment(ref calls)}"), new TokenUsage(100, 100));
        await (mayDecide ?? Task.CompletedTask).WaitAsync(flight.Cancellation);
        return new Performance(Value.Of("yes"), new TokenUsage(100, 100));
    });

    private Engine Engine(ShelfOptions? shelf = null) => new(new EngineOptions(time, () => $"id-{Interlocked.Increment(ref ids)}")
    {
        Policy = () => new AlwaysGuesses("yes"), Ledger = ledger, Shelf = shelf ?? new ShelfOptions(),
    });
}
