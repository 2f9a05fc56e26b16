using System.Text.Json;
using Forerun.AI.Clients;
using Forerun.AI.Recording;
using Forerun.Effects;
using Forerun.Testing;
using Forerun.Traces;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Recording;

/// <summary>What makes a step.</summary>
public class StepTests
{
    [Fact]
    public async Task ToolCall_IsADecisionATool_AndTheNextDecision()
    {
        await using var agent = await Agent.StartAsync(o => o with { Effects = new Dictionary<string, Effect> { ["find"] = Effect.None } });
        await agent.TalkAsync([], "call find 7");

        var steps = Assert.Single(agent.Runs()).Steps;
        Assert.Equal(["decide", "find", "decide"], steps.Select(s => s.Operation));
        Assert.Equal("""{"tool":"find","arguments":{"id":7}}""", steps[0].Output.GetRawText());
        Assert.Equal(("""{"id":7}""", """{"found":7}""", TraceEffect.None), (steps[1].Input!.Value.GetRawText(), steps[1].Output.GetRawText(), steps[1].Effect));
        Assert.StartsWith("You said ", steps[2].Output.GetProperty("reply").GetString(), StringComparison.Ordinal);
        Assert.Equal(["", "1", "2"], steps.Select(s => string.Concat(s.After.Select(a => a.Id))));
        Assert.Equal(("small", 2.0, 3L), (steps[0].Model, steps[0].Duration.TotalSeconds, steps[0].Usage!.InputTokens));
    }

    [Fact]
    public async Task UndeclaredTool_IsIrreversible()
    {
        await using var agent = await Agent.StartAsync();
        await agent.TalkAsync([], "call send 7");

        Assert.Equal(TraceEffect.Irreversible, agent.Runs()[0].Steps[1].Effect);
    }

    [Fact]
    public async Task UntimedTools_ShareTheGap_AndSaySo()
    {
        await using var agent = await Agent.StartAsync();
        await agent.TalkAsync([], "call find 7, find 8", call =>
        {
            agent.Pass(3);
            return Task.FromResult<object?>("""{"found":1}""");
        });

        var steps = agent.Runs()[0].Steps;
        Assert.Equal("""{"calls":[{"tool":"find","arguments":{"id":7}},{"tool":"find","arguments":{"id":8}}]}""", steps[0].Output.GetRawText());
        Assert.Equal([3.0, 3.0], steps.Where(s => s.Kind == StepKind.Tool).Select(s => s.Duration.TotalSeconds));
        Assert.All(steps.Where(s => s.Kind == StepKind.Tool), s => Assert.Equal("gap", s.Extra["timing"].GetString()));
        Assert.Equal(["", "1", "2", "3"], steps.Select(s => string.Concat(s.After.Select(a => a.Id))));
        Assert.Equal(JsonValueKind.Object, steps[1].Output.ValueKind);
    }

    [Fact]
    public async Task ResultGivenTwice_IsOneStep()
    {
        await using var agent = await Agent.StartAsync();
        var messages = new List<ChatMessage> { new(ChatRole.User, "call find 7") };
        var reply = await agent.Client.GetResponseAsync(messages);
        var result = new FunctionResultContent(reply.Messages[0].Contents.OfType<FunctionCallContent>().Single().CallId, "7");
        await agent.Client.GetResponseAsync([.. messages, .. reply.Messages, new ChatMessage(ChatRole.Tool, [result, result])]);

        Assert.Equal(["decide", "find", "decide"], agent.Runs()[0].Steps.Select(s => s.Operation));
        Assert.Empty(agent.Warnings);
    }

    [Fact]
    public async Task TimedTools_HaveTheirOwnSeconds()
    {
        await using var agent = await Agent.StartAsync();
        var find = Timed(agent, 3);
        await agent.TalkAsync([], "call find 7", async call =>
        {
            agent.Pass(5);
            return await find.InvokeAsync(new AIFunctionArguments(call.Arguments));
        });

        var steps = agent.Runs()[0].Steps;
        Assert.Equal([("decide", 2.0), ("find", 3.0), ("code", 5.0), ("decide", 2.0)], steps.Select(s => (s.Operation, s.Duration.TotalSeconds)));
        Assert.Equal(["", "1", "2", "3"], steps.Select(s => string.Concat(s.After.Select(a => a.Id))));
        Assert.DoesNotContain("timing", steps[1].Extra.Keys);
    }

    [Fact]
    public async Task TimedTools_WithTooLittleBesideThemForAStep_MakeTheNextRequestSoMuchLonger()
    {
        await using var agent = await Agent.StartAsync();
        var find = Timed(agent, 3);
        await agent.TalkAsync([], "call find 7", async call =>
        {
            agent.Pass(0.004);
            return await find.InvokeAsync(new AIFunctionArguments(call.Arguments));
        });

        Assert.Equal([2.0, 3.0, 2.004], agent.Runs()[0].Steps.Select(s => s.Duration.TotalSeconds));
    }

    [Fact]
    public async Task Scope_BeginsTheRunAndEndsIt()
    {
        await using var agent = await Agent.StartAsync();
        using (agent.Recorder.Run("long"))
        {
            agent.Pass(5);
            await agent.TalkAsync([], "hello");
            agent.Pass(7);
        }

        using (agent.Recorder.Run("short"))
        {
            agent.Pass(0.005);
            await agent.TalkAsync([], "hello");
            agent.Pass(0.007);
        }

        var runs = agent.Runs();
        Assert.Equal([("code", 5.0), ("decide", 2.0), ("code", 7.0)], runs[0].Steps.Select(s => (s.Operation, s.Duration.TotalSeconds)));
        Assert.Equal(["", "1", "2"], runs[0].Steps.Select(s => string.Concat(s.After.Select(a => a.Id))));
        Assert.Equal(("decide", 2.012), (Assert.Single(runs[1].Steps).Operation, runs[1].Steps[0].Duration.TotalSeconds));
    }

    [Fact]
    public async Task TimedToolsSideBySide_DoNotComeAfterEachOther()
    {
        await using var agent = await Agent.StartAsync();
        var gate = new TaskCompletionSource();
        var find = ((AITool[])[AIFunctionFactory.Create(async (int id) => { await gate.Task; return id; }, "find")]).WithRecording(agent.Recorder).OfType<AIFunction>().Single();
        var messages = new List<ChatMessage> { new(ChatRole.User, "call find 7, find 8") };
        var reply = await agent.Client.GetResponseAsync(messages);
        messages.AddRange(reply.Messages);
        var calls = reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
        var both = calls.Select(c => find.InvokeAsync(new AIFunctionArguments(c.Arguments)).AsTask()).ToList();
        agent.Pass(4);
        gate.SetResult();
        var results = await Task.WhenAll(both);
        messages.Add(new ChatMessage(ChatRole.Tool, [.. calls.Zip(results, (c, r) => new FunctionResultContent(c.CallId, r))]));
        await agent.Client.GetResponseAsync(messages);

        var steps = agent.Runs()[0].Steps;
        Assert.Equal(["", "1", "1", "2,3"], steps.Select(s => string.Join(',', s.After.Select(a => a.Id))));
        Assert.Equal([4.0, 4.0], steps.Where(s => s.Kind == StepKind.Tool).Select(s => s.Duration.TotalSeconds));
    }

    [Fact]
    public async Task TimedToolThatEndsTheAgent_IsAStepAllTheSame()
    {
        await using var agent = await Agent.StartAsync();
        var find = Timed(agent, 3);
        var reply = await agent.Client.GetResponseAsync([new ChatMessage(ChatRole.User, "call find 7")]);
        agent.Pass(0.5);
        await find.InvokeAsync(new AIFunctionArguments(reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Single().Arguments));

        Assert.Equal([("decide", 2.0), ("code", 0.5), ("find", 3.0)], agent.Runs()[0].Steps.Select(s => (s.Operation, s.Duration.TotalSeconds)));
    }

    [Fact]
    public async Task WordThatComesWithinASecond_IsTheProgramsAndIsWaitedFor()
    {
        await using var agent = await Agent.StartAsync();
        List<ChatMessage> messages = [];
        await agent.TalkAsync(messages, "hello");
        agent.Pass(0.06);
        await agent.TalkAsync(messages, "now look at that again");

        var own = agent.Runs()[0].Steps[1];
        Assert.Equal((StepKind.Code, TraceEffect.None, 0.06, 0m), (own.Kind, own.Effect, own.Duration.TotalSeconds, own.Price?.Amount));
        Assert.Equal("now look at that again", own.Output.GetString());
    }

    [Fact]
    public async Task PersonsTurn_IsAStepWithItsTime()
    {
        await using var agent = await Agent.StartAsync();
        List<ChatMessage> messages = [];
        await agent.TalkAsync(messages, "hello");
        agent.Pass(40);
        await agent.TalkAsync(messages, "and again");

        var person = agent.Runs()[0].Steps[1];
        Assert.Equal((StepKind.Human, "user", "and again", 40.0), (person.Kind, person.Operation, person.Output.GetString(), person.Duration.TotalSeconds));
    }

    [Fact]
    public async Task Stream_HasFirstTokenUsageAndTheWholeReply()
    {
        await using var agent = await Agent.StartAsync();
        await foreach (var update in agent.Client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello there")]))
            if (update.Text.Length > 0) agent.Pass(1);

        var step = Assert.Single(agent.Runs()[0].Steps);
        Assert.Equal("You said hello there", step.Output.GetProperty("reply").GetString());
        Assert.Equal(TimeSpan.FromSeconds(2), step.FirstToken);
        Assert.True(step.Duration > TimeSpan.FromSeconds(2));
        Assert.Equal((3L, 5L), (step.Usage!.InputTokens, step.Usage.OutputTokens));
    }

    [Fact]
    public async Task StreamLeftEarly_HasWhatWasSaid()
    {
        await using var agent = await Agent.StartAsync();
        await foreach (var update in agent.Client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello there")]))
            if (update.Text.Length > 0) break;

        var step = Assert.Single(agent.Runs()[0].Steps);
        Assert.StartsWith("You", step.Output.GetProperty("reply").GetString(), StringComparison.Ordinal);
        Assert.Equal("left", step.Extra["error"].GetString());
        Assert.Null(step.Usage);
    }

    [Fact]
    public async Task FailedCall_IsAStepOfTheSameRun_WithItsErrorsName()
    {
        await using var agent = await Agent.StartAsync(null, null, ModelFault.ServerError);
        await Assert.ThrowsAsync<ModelException>(() => agent.TalkAsync([], "hello"));
        await agent.TalkAsync([], "hello");

        var steps = Assert.Single(agent.Runs()).Steps;
        Assert.Equal(["ModelException", null], steps.Select(s => s.Extra.TryGetValue("error", out var error) ? error.GetString() : null));
        Assert.Equal(["", "1"], steps.Select(s => string.Concat(s.After.Select(a => a.Id))));
    }

    [Fact]
    public async Task ByDefault_NothingThatWasSaidIsInTheFile_AndEqualityIs()
    {
        await using var agent = await Agent.StartAsync(o => o with { Content = default, Key = "a key of 16 bytes" });
        await agent.TalkAsync([], "call find 4711");
        await agent.TalkAsync([], "call find 4711");
        await agent.TalkAsync([], "planted secret");

        var runs = agent.Runs();
        var text = File.ReadAllText(agent.File);
        Assert.All(["4711", "planted", "You said"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.Equal("hashed", runs[0].Extra["content"].GetString());
        Assert.Equal("find", runs[0].Steps[0].Output.GetProperty("tool").GetString());
        Assert.Equal(runs[0].Steps[0].Output.GetRawText(), runs[1].Steps[0].Output.GetRawText());
        Assert.Equal(runs[0].Steps[1].Input!.Value.GetProperty("id").GetInt32(), runs[0].Steps[1].Output.GetProperty("found").GetInt32());
        Assert.Equal(runs[0].Task, runs[1].Task);
    }

    private static AIFunction Timed(Agent agent, double seconds) => ((AITool[])[AIFunctionFactory.Create((int id) =>
    {
        agent.Pass(seconds);
        return id;
    }, "find")]).WithRecording(agent.Recorder).OfType<AIFunction>().Single();
}
