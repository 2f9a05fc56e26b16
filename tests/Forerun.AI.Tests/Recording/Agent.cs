using System.Text.Json;
using Forerun.AI.Clients;
using Forerun.AI.Recording;
using Forerun.Recording;
using Forerun.Testing;
using Forerun.Traces;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Recording;

/// <summary>
/// A model server whose every answer takes two seconds of a clock of the test's own, a client, and a recorder. The script calls the
/// tools that the last message names ("call find 7, find 8"), else it replies to it.
/// </summary>
internal sealed class Agent : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("forerun-");
    private ModelServer server = null!;

    public ManualTime Time { get; } = new();

    public List<string> Warnings { get; } = [];

    /// <summary>Requests that ask for the left or the right wait here for each other, so that no time passes between them.</summary>
    public Barrier Together { get; } = new(2);

    public Recorder Recorder { get; private set; } = null!;

    public IChatClient Client { get; private set; } = null!;

    public string File => Path.Combine(folder.FullName, "agent.jsonl");

    public static Task<Agent> StartAsync(Func<RecorderOptions, RecorderOptions>? change = null, params ModelFault[] faults) => StartAsync(null, change, faults);

    public static async Task<Agent> StartAsync(string? path, Func<RecorderOptions, RecorderOptions>? change = null, params ModelFault[] faults)
    {
        var agent = new Agent();
        agent.server = await ModelServer.StartAsync(new ModelServerOptions(new ManualTime(), ModelScript.Of(agent.Answer))
        {
            Speed = double.PositiveInfinity, Faults = FaultPlan.Listed(faults),
        });
        var options = new RecorderOptions { Content = RecordedContent.Full, OnWarning = agent.Warnings.Add };
        agent.Recorder = new Recorder(path ?? agent.File, agent.Time, change?.Invoke(options) ?? options);
        agent.Client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = agent.server.Endpoint, Model = "small", Key = "sk-planted" }, agent.Time)
            .WithRecording(agent.Recorder);
        return agent;
    }

    /// <summary>Talks: each reply and the results of its tools go into the next request. A tool returns <c>{"found": id}</c>.</summary>
    public async Task<string> TalkAsync(List<ChatMessage> messages, string said, Func<FunctionCallContent, Task<object?>>? tool = null, ChatOptions? options = null)
    {
        messages.Add(new ChatMessage(ChatRole.User, said));
        while (true)
        {
            var reply = await Client.GetResponseAsync(messages, options);
            messages.AddRange(reply.Messages);
            var calls = reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
            if (calls.Count == 0) return reply.Text;
            foreach (var call in calls)
                messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, tool is null ? Found(call) : await tool(call))]));
        }
    }

    public static object Found(FunctionCallContent call) => new { found = ((JsonElement)call.Arguments!["id"]!).GetInt32() };

    public void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>What was recorded; the recorder's open runs are written first.</summary>
    public IReadOnlyList<TraceRun> Runs()
    {
        Recorder.Dispose();
        var trace = TraceReader.Read(File);
        Assert.Empty(trace.Skipped);
        return trace.Runs;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
        Together.Dispose();
        folder.Delete(recursive: true);
    }

    private ModelAnswer Answer(ModelRequest request)
    {
        if (request.LastText is "left" or "right") Together.SignalAndWait();
        Pass(2);
        if (request.Messages[^1].Role != "user" || !request.LastText.StartsWith("call ", StringComparison.Ordinal))
            return new ModelAnswer { Text = $"You said {request.LastText}" };
        var calls = request.LastText[5..].Split(", ");
        return new ModelAnswer
        {
            ToolCalls = [.. calls.Select((c, i) => new ModelToolCall($"call-{request.Messages.Count}-{i}", c.Split(' ')[0], $$"""{"id":{{c.Split(' ')[1]}}}"""))],
        };
    }
}
