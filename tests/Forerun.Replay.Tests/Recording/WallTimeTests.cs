using Forerun.AI.Clients;
using Forerun.AI.Recording;
using Forerun.Defining;
using Forerun.Effects;
using Forerun.Policies;
using Forerun.Policies.CostAware;
using Forerun.Recording;
using Forerun.Running.Live;
using Forerun.Testing;
using Forerun.Traces;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.Replay.Tests.Recording;

/// <summary>
/// All the time of a live run is in its recording, wherever it was spent: in calls, before the first, between them, after the last. The
/// first run of a process spends much of it between them.
/// </summary>
public sealed class WallTimeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("forerun-");

    private string Path => System.IO.Path.Combine(folder.FullName, "live.jsonl");

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task Replay_OfADefinedWorkflow_TakesWhatTheRunTook(int milliseconds)
    {
        var engine = Engine(new BusyTime(TimeSpan.FromMilliseconds(milliseconds)), new CostAwarePolicy());

        await using var run = await engine.RunAsync(AutoReply, "mail");
        var report = await run.Settled;

        Assert.Empty(report.Bets);
        Assert.Equal(report.Answered, report.WithoutBets);
        Assert.True(report.Answered > TimeSpan.FromMilliseconds(8 * milliseconds), $"{report.Answered} is nothing to lose");
        Assert.Equal((decimal)report.Answered!.Value.TotalSeconds, Replayed());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task Replay_OfCodeThatAsks_TakesWhatTheRunTook(int milliseconds)
    {
        var time = new BusyTime(TimeSpan.FromMilliseconds(milliseconds));
        var run = Engine(time, new SequentialPolicy()).Start("code", async asks =>
        {
            var both = await Task.WhenAll(asks.Ask(Tool("left"), Value.Of("1")), asks.Ask(Tool("right"), Value.Of("2")));
            time.GetTimestamp();
            return await asks.Ask(Tool("last"), both[0]);
        }, new AtOnce());
        var live = await run.Settled;

        Assert.Equal((decimal)live.AnsweredAt.TotalSeconds, Replayed());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task Replay_OfAnAgent_TakesWhatItsScopeTook(int milliseconds)
    {
        var time = new BusyTime(TimeSpan.FromMilliseconds(milliseconds));
        await using var server = await ModelServer.StartAsync(
            new ModelServerOptions(new ManualTime(), ModelScript.Of(Answer)) { Speed = double.PositiveInfinity, Models = ["gpt-4o"] });
        using var recorder = new Recorder(Path, time);
        using var client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = server.Endpoint, Model = "gpt-4o", Key = "k" }, time).WithRecording(recorder);
        var tools = ((AITool[])[AIFunctionFactory.Create((int id) => id, "find")]).WithRecording(recorder).OfType<AIFunction>().Single();

        var before = time.GetTimestamp();
        using (recorder.Run("mail-17")) await TalkAsync(client, tools);
        var wall = TimeSpan.FromTicks(time.GetTimestamp() - before) - time.Step; // the scope looks once after we do

        var replayed = Replayed();
        Assert.InRange(replayed, (decimal)(wall - time.Step).TotalSeconds, (decimal)wall.TotalSeconds);
        Assert.True(wall > 10 * time.Step, $"{wall} is nothing to lose");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Workflow<string, string> AutoReply => Workflow.Define<string, string>("auto-reply", w =>
    {
        var route = w.Call("classify", Same, w.Input).Model("gpt-4o-mini").GuessedBy(Router.Of(["billing", "other"]));
        var customer = w.Call("lookup", Same, w.Input).Reads();
        var draft = w.Call("draft", (string a, string b, CancellationToken _) => Task.FromResult(a + b), route, customer).Model("gpt-4o");
        return w.Call("send", Same, draft, Effect.Staged);
    });

    private static Task<string> Same(string text, CancellationToken cancellationToken) => Task.FromResult(text);

    private static Operation Tool(string name) => new(name) { Kind = OperationKind.Tool, Effect = Effect.None };

    private static async Task TalkAsync(IChatClient client, AIFunction find)
    {
        var messages = new List<ChatMessage> { new(ChatRole.User, "find three") };
        while (true)
        {
            var reply = await client.GetResponseAsync(messages);
            messages.AddRange(reply.Messages);
            var calls = reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
            foreach (var call in calls) messages.Add(new(ChatRole.Tool, [new FunctionResultContent(call.CallId, await find.InvokeAsync(new(call.Arguments)))]));
            if (calls.Count == 0) return;
        }
    }

    private static ModelAnswer Answer(ModelRequest request) => request.Messages.Count(m => m.Role == "tool") is var asked and < 4
        ? new ModelAnswer { ToolCalls = [new($"a{asked}", "find", $$"""{"id":{{asked}}}"""), new($"b{asked}", "find", $$"""{"id":{{asked + 50}}}""")] }
        : new ModelAnswer { Text = "There they are." };

    private Engine Engine(TimeProvider time, IPolicy policy) => new(new EngineOptions(time, () => "live")
    {
        Policy = () => policy, Recorder = new RunRecorder(Path, new RecordingOptions { Content = RecordedContent.Full }),
    });

    private decimal Replayed()
    {
        var trace = TraceReader.Read(Path);
        Assert.Empty(trace.Skipped);
        return Replayer.Run(trace, new ReplayOptions { Policy = "sequential" }).Sequential.Seconds;
    }

    private sealed class AtOnce : IPerformer
    {
        public ValueTask<Performance> PerformAsync(Call call, IFlight flight) => new(new Performance(Value.Of(call.Slot)));

        public ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken) => new(prepared);
    }
}
