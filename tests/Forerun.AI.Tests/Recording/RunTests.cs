using Forerun.AI.Metering;
using Forerun.AI.Recording;
using Forerun.Traces;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Recording;

/// <summary>What makes a run.</summary>
public class RunTests
{
    [Fact]
    public async Task ConversationsThatInterleave_AreRunsOfTheirOwn()
    {
        await using var agent = await Agent.StartAsync();
        List<ChatMessage> ann = [], bob = [];
        await agent.TalkAsync(ann, "I am Ann");
        await agent.TalkAsync(bob, "I am Bob");
        await agent.TalkAsync(ann, "call find 7");
        await agent.TalkAsync(bob, "bye");

        var runs = agent.Runs();
        Assert.Equal(["I am Ann", "I am Bob"], runs.Select(r => r.Task));
        Assert.Equal([5, 3], runs.Select(r => r.Steps.Count));
        Assert.Equal(["20260101T000000.000Z-1", "20260101T000000.000Z-2"], runs.Select(r => r.Run));
        Assert.All(runs, r => Assert.Equal("agent", r.Workload));
    }

    [Fact]
    public async Task ConversationsThatBeginAlike_GoOnApart()
    {
        await using var agent = await Agent.StartAsync();
        List<ChatMessage> one = [], two = [];
        await agent.TalkAsync(one, "hello");
        await agent.TalkAsync(two, "hello");
        await agent.TalkAsync(one, "call find 1");
        await agent.TalkAsync(two, "call find 2");

        Assert.Equal([5, 5], agent.Runs().Select(r => r.Steps.Count));
    }

    [Fact]
    public async Task Scope_MakesOneRunOfPromptsThatShareNothing_AndWritesItAtItsEnd()
    {
        await using var agent = await Agent.StartAsync();
        using (agent.Recorder.Run("mail-1", "answer it"))
        {
            await agent.TalkAsync([], "which kind is it?");
            agent.Pass(1);
            await agent.TalkAsync([], "write the answer");
        }

        var run = Assert.Single(TraceReader.Read(agent.File).Runs);
        Assert.Equal(("mail-1", "answer it"), (run.Run, run.Task));
        Assert.Equal([("decide", 2.0), ("code", 1.0), ("decide", 2.0)], run.Steps.Select(s => (s.Operation, s.Duration.TotalSeconds)));
        Assert.Equal(["2"], run.Steps[2].After.Select(a => a.Id));
    }

    [Fact]
    public async Task Scope_CallsSideBySide_DoNotComeAfterEachOther()
    {
        await using var agent = await Agent.StartAsync();
        using (agent.Recorder.Run("pair"))
        {
            await agent.TalkAsync([], "first");
            await Task.WhenAll(agent.TalkAsync([], "left"), agent.TalkAsync([], "right"));
            await agent.TalkAsync([], "last");
        }

        var steps = TraceReader.Read(agent.File).Runs[0].Steps;
        Assert.Equal(["1"], steps[1].After.Select(a => a.Id));
        Assert.Equal(["1"], steps[2].After.Select(a => a.Id));
        Assert.Equal(["2", "3"], steps[3].After.Select(a => a.Id));
    }

    [Fact]
    public async Task ConversationOfTheOptions_AndTags_NameTheRun()
    {
        await using var agent = await Agent.StartAsync();
        var options = new ChatOptions { ConversationId = "c-1" };
        await agent.TalkAsync([], "hello", null, options);
        agent.Pass(30);
        await agent.TalkAsync([], "again", null, options);
        using (UsageMeter.Begin(new UsageTags("r-1", Tenant: "acme"))) await agent.TalkAsync([], "tagged");

        var runs = agent.Runs();
        Assert.Equal([("c-1", "c-1", null), ("r-1", null, "acme")], runs.Select(r => (r.Run, r.Conversation, r.Tenant)));
        Assert.Equal([StepKind.Model, StepKind.Human, StepKind.Model], runs[0].Steps.Select(s => s.Kind));
        Assert.Equal(("again", 30.0), (runs[0].Steps[1].Output.GetString(), runs[0].Steps[1].Duration.TotalSeconds));
    }

    [Fact]
    public async Task SilentRuns_AreWritten_AndWhatComesLaterIsAnother()
    {
        await using var agent = await Agent.StartAsync(o => o with { IdleAfter = TimeSpan.FromMinutes(5) });
        List<ChatMessage> ann = [];
        await agent.TalkAsync(ann, "hello");
        agent.Pass(300);
        await agent.TalkAsync([], "somebody else");
        Assert.Single(TraceReader.Read(agent.File).Runs);
        await agent.TalkAsync(ann, "still there");

        Assert.Equal([1, 1, 1], agent.Runs().Select(r => r.Steps.Count));
    }

    [Fact]
    public async Task MoreOpenRunsThanAllowed_WritesTheLongestSilent()
    {
        await using var agent = await Agent.StartAsync(o => o with { MaxOpenRuns = 2 });
        foreach (var name in (string[])["one", "two", "three"]) await agent.TalkAsync([], name);

        Assert.Equal("one", Assert.Single(TraceReader.Read(agent.File).Runs).Task);
    }

    [Fact]
    public void Options_ThatCannotBeUsed_AreNamedAllAtOnce()
    {
        var options = new RecorderOptions { Key = "short", IdleAfter = TimeSpan.Zero, MaxOpenRuns = 0 };

        var error = Assert.Throws<ArgumentException>(() => new Recorder("x.jsonl", new Testing.ManualTime(), options));

        Assert.All(["Key", "IdleAfter", "MaxOpenRuns"], name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }
}
