using Forerun.AI.Metering;
using Forerun.AI.Speculating;
using Forerun.AI.Tools;
using Forerun.Running.Live;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Forerun.AI.Tests.Speculating;

public class DoorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly AIFunction Look = Stage.Read("look", (key, _) => Task.FromResult(key));

    [Fact]
    public async Task Calls_OfAConversation_AreNumberedAlongIt()
    {
        var model = Stage.CallsOnce(("look", "a"), ("look", "b"));
        await using var agent = model.Agent();
        var answer = await agent.GetResponseAsync(Stage.Ask("go"), Stage.With(Look)).WaitAsync(Patience);
        await agent.GetResponseAsync([.. Stage.Ask("go"), .. answer.Messages, .. Stage.Ask("on")], Stage.With(Look)).WaitAsync(Patience);
        Assert.Equal(["call_1", "call_2"], Ids(model.Requests[1]));
        Assert.Equal(["call_1", "call_2", "call_3", "call_4"], Ids(model.Requests[3]));

        static IEnumerable<string> Ids(IEnumerable<ChatMessage> messages) =>
            messages.SelectMany(m => m.Contents).OfType<FunctionResultContent>().Select(r => r.CallId);
    }

    [Fact]
    public async Task Service_ThatKeepsTheConversation_IsToldResultsOnlyAndKeepsItsIds()
    {
        var model = new StagedModel((told, _) => told[^1].Role == ChatRole.Tool ? Stage.Say(new TextContent("done")) : Stage.Say(new FunctionCallContent("its-own", "look", new Dictionary<string, object?> { ["key"] = "a" })))
        {
            Keeps = "kept",
        };
        await using var agent = model.Agent();
        var answer = await agent.GetResponseAsync(Stage.Ask("go"), Stage.With(Look)).WaitAsync(Patience);
        Assert.Equal("kept", answer.ConversationId);
        Assert.Equal("kept", model.Options[1]!.ConversationId);
        var told = Assert.Single(model.Requests[1]);
        Assert.Equal("its-own", Assert.IsType<FunctionResultContent>(Assert.Single(told.Contents)).CallId);
    }

    [Fact]
    public async Task Options_RequiredTool_IsRequiredOnce()
    {
        var model = Stage.CallsOnce(("look", "a"));
        await using var agent = model.Agent();
        var options = Stage.With(Look);
        options.ToolMode = ChatToolMode.RequireAny;
        await agent.GetResponseAsync(Stage.Ask("go"), options).WaitAsync(Patience);
        Assert.Same(options, model.Options[0]);
        Assert.Null(model.Options[1]!.ToolMode);
        Assert.NotNull(options.ToolMode);
    }

    [Fact]
    public async Task Reply_WithToolsThatNobodyDeclared_SaysWhichAndHow()
    {
        var log = new Lines();
        await using var agent = Stage.CallsOnce(("pay", "secret"), ("find", "secret")).Agent(o => o.Logger = log);
        var (pay, find) = (Stage.Plain("pay", (key, _) => Task.FromResult(key)), Stage.Plain("find", (key, _) => Task.FromResult(key)));
        var undeclared = (await agent.GetResponseAsync(Stage.Ask("secret"), Stage.With(pay, find)).WaitAsync(Patience)).Speculation()!.Undeclared!;
        Assert.Equal(["pay", "find"], undeclared.Names);
        Assert.Equal("options.Tools[\"pay\"] = ToolEffect.Reads(); options.Tools[\"find\"] = ToolEffect.Reads();", undeclared.Declaration);
        Assert.True(undeclared.WouldSave > TimeSpan.Zero);
        var line = Assert.Single(log.Said);
        Assert.Contains("pay, find", line);
        Assert.DoesNotContain("secret", line);
    }

    [Fact]
    public async Task Reply_WithDeclaredTools_SaysNothingOfThem()
    {
        await using var agent = Stage.CallsOnce(("pay", "a")).Agent(o => o.Tools["pay"] = ToolEffect.Staged);
        var answer = await agent.GetResponseAsync(Stage.Ask("go"), Stage.With(Stage.Plain("pay", (key, _) => Task.FromResult(key)))).WaitAsync(Patience);
        Assert.Null(answer.Speculation()!.Undeclared);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tool_ThatAPersonHasToAllow_IsNeverRunAndTheReplyAsksForLeave(bool isStreaming)
    {
        var runs = 0;
        var pay = new ApprovalRequiredAIFunction(Stage.Read("pay", (key, _) =>
        {
            runs++;
            return Task.FromResult(key);
        }));
        var model = Stage.CallsOnce(("look", "a"), ("pay", "b"));
        await using var agent = model.Agent();
        var updates = new List<ChatResponseUpdate>();
        if (isStreaming)
            await foreach (var update in agent.GetStreamingResponseAsync(Stage.Ask("go"), Stage.With(Look, pay))) updates.Add(update);
        var answer = isStreaming ? updates.ToChatResponse() : await agent.GetResponseAsync(Stage.Ask("go"), Stage.With(Look, pay)).WaitAsync(Patience);
        var contents = answer.Messages.SelectMany(m => m.Contents).ToList();
        Assert.Equal(["look", "pay"], contents.Select(c => ((FunctionCallContent)Assert.IsType<ToolApprovalRequestContent>(c).ToolCall).Name));
        Assert.Equal(0, runs);
        Assert.Single(model.Requests);
        await Assert.ThrowsAsync<InvalidOperationException>(() => agent.GetResponseAsync(answer.Messages, Stage.With(Look, pay))); // nobody has answered
    }

    [Fact]
    public async Task Tool_ThatIsTheCallers_IsHandedToHimWithAllOthers()
    {
        var runs = 0;
        var model = Stage.CallsOnce(("look", "a"), ("his", "b"));
        await using var agent = model.Agent();
        var look = Stage.Plain("look", (key, _) => Task.FromResult($"{++runs}"));
        var his = Stage.Plain("his", (key, _) => Task.FromResult(key)).AsDeclarationOnly();
        var answer = await agent.GetResponseAsync(Stage.Ask("go"), Stage.With(look, his)).WaitAsync(Patience);
        Assert.Equal(["look", "his"], answer.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Select(c => c.Name));
        Assert.Equal((0, 1), (runs, model.Requests.Count));
    }

    [Fact]
    public async Task Tools_SeeWhereTheirCallerIsAndHaveAScopeEach()
    {
        var ambient = new AsyncLocal<string> { Value = "here" };
        var (seen, scopes, closed) = (new List<string?>(), new HashSet<object>(), 0);
        var look = Tool.Reads(AIFunctionFactory.Create((string key, AIFunctionArguments arguments) =>
        {
            lock (seen) seen.Add(ambient.Value);
            lock (scopes) scopes.Add(arguments.Services!);
            return key;
        }, "look"));
        await using var agent = Stage.CallsOnce(("look", "a"), ("look", "b")).Agent(o => o.NewScope = () => new AttemptScope(new Services(), new Closing(() => Interlocked.Increment(ref closed))));
        await agent.GetResponseAsync(Stage.Ask("go"), Stage.With(look)).WaitAsync(Patience);
        await agent.DropAsync();
        Assert.InRange(seen.Count, 2, 10); // one of them may have been asked for in vain
        Assert.All(seen, value => Assert.Equal("here", value));
        Assert.Equal((seen.Count, seen.Count), (scopes.Count, closed));
    }

    [Fact]
    public async Task Tenants_WithTheSameQuestions_NeverSeeEachOthersValues()
    {
        var asked = new Dictionary<string, HashSet<string>> { ["a"] = [], ["b"] = [] };
        var model = new StagedModel((told, _) => told[^1].Role == ChatRole.Tool ? Stage.Say(new TextContent("done")) : Stage.Say(Stage.Call("look", told[0].Text)));
        await using var agent = model.Agent();
        var hits = 0;
        for (var i = 0; i < 20; i++)
        {
            foreach (var tenant in asked.Keys)
            {
                var look = Stage.Read("look", (key, _) =>
                {
                    lock (asked) asked[tenant].Add(key);
                    return Task.FromResult(key);
                });
                var options = Stage.With(look);
                options.AdditionalProperties = new() { [UsageTags.TenantKey] = tenant };
                ChatMessage[] messages = [new(ChatRole.System, $"secret-of-{tenant}"), .. Stage.Ask("what do I have?")];
                hits += (await agent.GetResponseAsync(messages, options).WaitAsync(Patience)).Speculation()!.Hits;
                await agent.DropAsync();
            }
        }

        Assert.True(hits > 0, "Nobody guessed anything.");
        Assert.Equal(["secret-of-a"], asked["a"]);
        Assert.Equal(["secret-of-b"], asked["b"]);
    }

    [Fact]
    public void WithSpeculation_OptionsThatContradictThemselves_SaysAllAtOnce()
    {
        var thrown = Assert.Throws<ArgumentException>(() => Stage.CallsOnce().WithSpeculation(o => (o.MaxIterations, o.IdleFor) = (-1, TimeSpan.Zero)));
        Assert.Contains("MaxIterations", thrown.Message);
        Assert.Contains("IdleFor", thrown.Message);
    }

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed class Closing(Action close) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            close();
            return default;
        }
    }

    private sealed class Lines : ILogger
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add(formatter(state, exception));
    }
}
