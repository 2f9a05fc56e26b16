using Forerun.AI.Metering;
using Forerun.AI.Speculating;
using Forerun.AI.Tools;
using Forerun.Ledgers;
using Forerun.Pricing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating.Callers;

/// <summary>Tools whose caller calls them himself: what he gets, what it costs, and what is never his.</summary>
public class CallerToolsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Call_ThatIsCompleteInTheStream_HasBegunBeforeTheReplyEnds()
    {
        var began = new TaskCompletionSource();
        var turn = 0;
        await using var agent = new StagedModel((told, _) => told[^1].Role == ChatRole.Tool ? Stage.Say(new TextContent("done")) : Reply(turn == 3 ? began.Task : Task.CompletedTask)).Agent();
        var look = Stage.Read("look", async (key, _) =>
        {
            if (turn == 3 && key == "one") began.TrySetResult();
            await Task.Yield();
            return key;
        });
        var tools = Wrapped(agent, look);
        for (turn = 1; turn <= 3; turn++) await new PlainLoop(agent, tools).RunAsync(Stage.Ask($"turn {turn}"), default).WaitAsync(Patience);

        async IAsyncEnumerable<AIContent> Reply(Task goOn)
        {
            yield return Stage.Call("look", "one");
            await goOn;
            if (turn == 3) yield return Stage.Call("look", "two"); // or it would be guessed before the first: a wrong guess is all that a first reply may lose
        }
    }

    [Fact]
    public async Task Read_ThatNobodyAsksFor_IsDroppedAndCharged()
    {
        var (ledger, isLast, underWay) = (new MemoryLedger(), false, 0);
        await using var agent = new StagedModel((told, _) =>
            Stage.Say(told[^1].Role == ChatRole.Tool || isLast ? new TextContent("done") : Stage.Call("look", "k1"))).Agent(o => o.Ledger = ledger);
        var tools = Wrapped(agent, Stage.Read("look", async (key, _) =>
        {
            Interlocked.Increment(ref underWay);
            await Task.Yield();
            Interlocked.Decrement(ref underWay);
            return key;
        }));
        for (var i = 0; i < 20; i++)
        {
            await new PlainLoop(agent, tools).RunAsync(Stage.Ask("look up k1"), default).WaitAsync(Patience);
            await agent.DropAsync();
        }

        var (before, lost) = (ledger.Rows.Count, Array.Empty<AttemptRow>());
        isLast = true;
        for (var i = 0; i < 20 && lost.Length == 0; i++)
        {
            await agent.GetResponseAsync(Stage.Ask("look up k1"), new ChatOptions { Tools = [.. tools] }).WaitAsync(Patience);
            await agent.DropAsync();
            lost = [.. ledger.Rows.Skip(before).OfType<AttemptRow>().Where(a => a is { Operation: "look", Standing: Standing.Bet })];
        }

        Assert.NotEmpty(lost);
        Assert.All(lost, row => Assert.True(row.End == AttemptEnd.Cancelled || row.Cost > Usd.Zero));
        Assert.DoesNotContain(ledger.Rows.Skip(before).OfType<BetRow>(), b => b.Outcome == Outcome.Hit);
        Assert.Equal(0, underWay);
    }

    [Fact]
    public async Task Call_GivesTheVeryObjectAndThrowsTheVeryException()
    {
        var (thing, error) = (new object(), new InvalidDataException("no such thing"));
        await using var agent = Stage.CallsOnce(("get", "a"), ("break", "b")).Agent();
        var get = Tool.Reads(AIFunctionFactory.Create((string key) => thing, new AIFunctionFactoryOptions { Name = "get", MarshalResult = (result, _, _) => new(result) }));
        var broken = Tool.Reads(AIFunctionFactory.Create(string (string key) => throw error, "break"));
        var tools = Wrapped(agent, get, broken);
        for (var i = 0; i < 6; i++)
        {
            await agent.GetResponseAsync(Stage.Ask("go"), new ChatOptions { Tools = [.. tools] }).WaitAsync(Patience);
            Assert.Same(thing, await CallAsync(tools[0], "a"));
            Assert.Same(error, await Assert.ThrowsAsync<InvalidDataException>(() => CallAsync(tools[1], "b")));
        }
    }

    [Fact]
    public async Task Cancel_OfOneCall_LeavesTheOtherAlone()
    {
        using var cancel = new CancellationTokenSource();
        TaskCompletionSource began = new(), letGo = new();
        await using var agent = Stage.CallsOnce(("look", "one"), ("look", "two")).Agent();
        var tools = Wrapped(agent, Stage.Read("look", async (key, c) =>
        {
            if (key == "two") await letGo.Task;
            if (key == "two") return key;
            began.TrySetResult();
            await Stage.Forever(c);
            return key;
        }));
        await agent.GetResponseAsync(Stage.Ask("go"), new ChatOptions { Tools = [.. tools] }).WaitAsync(Patience);
        var (one, two) = (CallAsync(tools[0], "one", cancel.Token), CallAsync(tools[0], "two"));
        await began.Task.WaitAsync(Patience);
        await cancel.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(Patience));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        letGo.SetResult();
        Assert.Equal("two", $"{await two.WaitAsync(Patience)}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tenants_WithTheSameQuestionsAtOnce_NeverSeeEachOthersValues(bool isShared)
    {
        var who = new AsyncLocal<string>();
        var hits = 0;
        await using var agent = Stage.CallsOnce(("look", "k1")).Agent();
        var shared = Wrapped(agent, Look());
        var own = new Dictionary<string, IList<AITool>> { ["a"] = isShared ? shared : Wrapped(agent, Look()), ["b"] = isShared ? shared : Wrapped(agent, Look()) };
        for (var i = 0; i < 20; i++)
        {
            foreach (var (tenant, tools) in own) hits += await AskAsync(tenant, tools);
            foreach (var (tenant, tools) in own)
            {
                who.Value = tenant;
                Assert.Equal($"{tenant} k1", $"{await CallAsync(tools[0], "k1").WaitAsync(Patience)}");
            }

            foreach (var (tenant, tools) in own) hits += await AskAsync(tenant, tools, new ChatMessage(ChatRole.Tool, "k1"));
            await agent.DropAsync();
        }

        Assert.Equal(isShared, hits == 0);

        AIFunction Look() => Stage.Read("look", (key, _) => Task.FromResult($"{who.Value} {key}"));

        async Task<int> AskAsync(string tenant, IList<AITool> tools, params ChatMessage[] more)
        {
            who.Value = tenant;
            var options = new ChatOptions { Tools = [.. tools], AdditionalProperties = new() { [UsageTags.TenantKey] = tenant, [UsageTags.ConversationKey] = "talk" } };
            return (await agent.GetResponseAsync([.. Stage.Ask("look up k1"), .. more], options).WaitAsync(Patience)).Speculation()!.Hits;
        }
    }

    [Fact]
    public async Task Call_ThatTwoConversationsWaitFor_IsMadeForItselfByEach()
    {
        var who = new AsyncLocal<string>();
        await using var agent = Stage.CallsOnce(("look", "k1")).Agent();
        var tools = Wrapped(agent, Stage.Read("look", (key, _) => Task.FromResult($"{who.Value} {key}")));
        for (var i = 0; i < 20; i++)
        {
            foreach (var person in new[] { "ann", "bob" })
            {
                who.Value = person;
                await agent.GetResponseAsync(Stage.Ask($"this is {person}, look up k1"), new ChatOptions { Tools = [.. tools] }).WaitAsync(Patience);
            }

            foreach (var person in new[] { "ann", "bob" })
            {
                who.Value = person;
                Assert.Equal($"{person} k1", $"{await CallAsync(tools[0], "k1").WaitAsync(Patience)}");
            }

            await agent.DropAsync();
        }
    }

    [Fact]
    public async Task Call_WithServicesOfTheCallers_HasThose()
    {
        var mine = new Mine();
        await using var agent = Stage.CallsOnce(("look", "k1")).Agent();
        var tools = Wrapped(agent, Tool.Reads(AIFunctionFactory.Create((string key, AIFunctionArguments arguments) => arguments.Services is Mine ? "mine" : "nobody's", "look")));
        for (var i = 0; i < 10; i++)
        {
            await agent.GetResponseAsync(Stage.Ask("look up k1"), new ChatOptions { Tools = [.. tools] }).WaitAsync(Patience);
            Assert.Equal("mine", $"{await ((AIFunction)tools[0]).InvokeAsync(new() { ["key"] = "k1", Services = mine })}");
            await agent.DropAsync();
        }
    }

    [Fact]
    public async Task Tools_OfNoRequest_AreThoseThatTheyWere()
    {
        await using var agent = Stage.CallsOnce().Agent();
        var tools = Wrapped(agent, new ApprovalRequiredAIFunction(Stage.Read("look", (key, _) => Task.FromResult(key))));
        Assert.Equal("k1", $"{await CallAsync(tools[0], "k1")}");
        Assert.NotNull(tools[0].GetService<ApprovalRequiredAIFunction>());
        Assert.Equal("look", tools[0].Name);
    }

    private static IList<AITool> Wrapped(SpeculatingChatClient agent, params AITool[] tools) => tools.WithSpeculation(agent);

    private static Task<object?> CallAsync(AITool tool, string key, CancellationToken cancellationToken = default) =>
        ((AIFunction)tool).InvokeAsync(new() { ["key"] = key }, cancellationToken).AsTask();

    private sealed class Mine : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
