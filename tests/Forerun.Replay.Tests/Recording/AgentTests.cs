using Forerun.AI.Clients;
using Forerun.AI.Recording;
using Forerun.Effects;
using Forerun.Recording;
using Forerun.Testing;
using Forerun.Traces;
using Microsoft.Extensions.AI;

namespace Forerun.Replay.Tests.Recording;

/// <summary>An agent over real HTTP, recorded with and without its content, and replayed.</summary>
public sealed class AgentTests : IDisposable
{
    private const int Talks = 30;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("forerun-");
    private readonly ManualTime time = new();

    [Fact]
    public async Task Replay_WithoutContent_HasTheHitsOfTheFullRecording()
    {
        var waited = await RecordAsync();

        var full = Replay("full.jsonl", "cost-aware");
        var hashed = Replay("hashed.jsonl", "cost-aware");
        var redacted = Replay("redacted.jsonl", "sequential");

        Assert.True(full.Hits > 0 && full.Misses > 0, $"{full.Hits} hits and {full.Misses} misses are no comparison");
        Assert.Equal((full.Bets, full.Hits, full.Misses, full.Cancelled, full.Brier), (hashed.Bets, hashed.Hits, hashed.Misses, hashed.Cancelled, hashed.Brier));
        Assert.Equal(full.Speculative, hashed.Speculative);
        Assert.Equal(full.Sequential, redacted.Sequential);
        Assert.Equal((decimal)waited.TotalSeconds, full.Sequential.Seconds);
        Assert.DoesNotContain("order-", File.ReadAllText(Named("hashed.jsonl")), StringComparison.Ordinal);
        Assert.Contains("order-", File.ReadAllText(Named("full.jsonl")), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Named(string file) => Path.Combine(folder.FullName, file);

    private ReplayReport Replay(string file, string policy) => Replayer.Run(
        TraceReader.Read(Named(file)), new ReplayOptions { Policy = policy, ValueOfTime = new Pricing.Usd(1) });

    /// <summary>
    /// Each talk looks something up and answers. What is looked up is the usual thing four times out of five. Gives the time that
    /// all of it took.
    /// </summary>
    private async Task<TimeSpan> RecordAsync()
    {
        await using var server = await ModelServer.StartAsync(new ModelServerOptions(new ManualTime(), ModelScript.Of(Answer)) { Speed = double.PositiveInfinity, Models = ["gpt-4o"] });
        var recorders = new[] { RecordedContent.Full, RecordedContent.Hashed, RecordedContent.Redacted }.Select(content => new Recorder(
            Named($"{content.ToString().ToLowerInvariant()}.jsonl"), time,
            new RecorderOptions { Content = content, Workload = "orders", Effects = new Dictionary<string, Effect> { ["find"] = Effect.None } })).ToList();
        IChatClient client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = server.Endpoint, Model = "gpt-4o", Key = "k" }, time);
        foreach (var recorder in recorders) client = client.WithRecording(recorder);
        var began = time.GetUtcNow();
        for (var talk = 0; talk < Talks; talk++) await TalkAsync(client, talk);
        foreach (var recorder in recorders) recorder.Dispose();
        client.Dispose();
        return time.GetUtcNow() - began;
    }

    private async Task TalkAsync(IChatClient client, int talk)
    {
        var messages = new List<ChatMessage> { new(ChatRole.User, $"talk {talk}") };
        while (true)
        {
            var reply = await client.GetResponseAsync(messages);
            messages.AddRange(reply.Messages);
            if (reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().SingleOrDefault() is not { } call) return;
            time.Advance(TimeSpan.FromSeconds(3));
            messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, $$"""{"state":"open","asked":"{{call.Arguments!["id"]}}"}""")]));
        }
    }

    private ModelAnswer Answer(ModelRequest request)
    {
        time.Advance(TimeSpan.FromSeconds(2));
        var talk = int.Parse(request.Messages[0].Text.Split(' ')[1]);
        var asked = request.Messages.Count(m => m.Role == "tool");
        var id = talk % 5 == 4 ? $"order-{talk}" : "order-usual";
        return asked == 1 ? new ModelAnswer { Text = $"It is open, as you asked in talk {talk}." } : new ModelAnswer
        {
            ToolCalls = [new ModelToolCall($"call-{talk}-{asked}", "find", $$"""{"id":"{{id}}"}""")],
        };
    }
}
