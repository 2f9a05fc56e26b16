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
    public async Task Replay_WithoutContent_IsThatOfTheFullRecording_UnderEveryPolicy()
    {
        var waited = await RecordAsync();

        var (full, hashed) = (TraceReader.Read(Named("full.jsonl")), TraceReader.Read(Named("hashed.jsonl")));
        foreach (var policy in Renamed.Policies(full))
        {
            var report = Renamed.AssertSame(full, hashed, policy, "an agent");
            if (policy is "cost-aware" or "forerun" or "paste") Assert.True(report.Hits > 0 && report.Misses > 0, $"{report.Hits} hits and {report.Misses} misses are no comparison");
            Assert.Equal((decimal)waited.TotalSeconds, report.Sequential.Seconds);
        }

        var redacted = Replay("redacted.jsonl", "sequential");
        Assert.Equal((decimal)waited.TotalSeconds, redacted.Sequential.Seconds);
        Assert.Equal(Replay("full.jsonl", "sequential").Sequential, redacted.Sequential);
    }

    [Theory]
    [InlineData("hashed")]
    [InlineData("hashedwhole")]
    [InlineData("redacted")]
    public async Task Record_WithoutContent_HasNothingThatWasSaid(string content)
    {
        await RecordAsync();

        var text = File.ReadAllText(Named($"{content}.jsonl"));
        string[] planted = ["usual", "order-", "anna@example.org", "secret", "Talk", "talk", "asked you"];
        Assert.All(planted, said => Assert.Contains(said, File.ReadAllText(Named("full.jsonl")), StringComparison.Ordinal));
        Assert.All(planted, said => Assert.DoesNotContain(said, text, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Named(string file) => Path.Combine(folder.FullName, file);

    private ReplayReport Replay(string file, string policy) => Replayer.Run(TraceReader.Read(Named(file)), new ReplayOptions { Policy = policy });

    /// <summary>
    /// Each talk looks something up and answers. What is looked up is the usual thing four times out of five. Gives the time that
    /// all of it took.
    /// </summary>
    private async Task<TimeSpan> RecordAsync()
    {
        await using var server = await ModelServer.StartAsync(new ModelServerOptions(new ManualTime(), ModelScript.Of(Answer)) { Speed = double.PositiveInfinity, Models = ["gpt-4o"] });
        var recorders = Enum.GetValues<RecordedContent>().Select(content => new Recorder(
            Named($"{content.ToString().ToLowerInvariant()}.jsonl"), time,
            new RecorderOptions { Content = content, Key = "a key that nobody has", Workload = "orders", Effects = new Dictionary<string, Effect> { ["find"] = Effect.None } })).ToList();
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
        var messages = new List<ChatMessage> { new(ChatRole.User, $"Talk {talk}: my SECRET word is secret{talk % 3}, find order-usual for anna@example.org") };
        while (true)
        {
            var reply = await client.GetResponseAsync(messages);
            messages.AddRange(reply.Messages);
            if (reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().SingleOrDefault() is not { } call) return;
            time.Advance(TimeSpan.FromSeconds(3));
            messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, $$"""{"state":"open","asked":"{{call.Arguments!["id"]}}","by":{"user_{{talk % 3}}": {"paid":{{talk}}.50,"gift":true} } }""")]));
        }
    }

    private ModelAnswer Answer(ModelRequest request)
    {
        time.Advance(TimeSpan.FromSeconds(2));
        var talk = int.Parse(request.Messages[0].Text.Split(' ', ':')[1]);
        var asked = request.Messages.Count(m => m.Role == "tool");
        var id = talk % 5 == 4 ? $"order-{talk}" : "order-usual";
        return asked == 1 ? new ModelAnswer { Text = $"It is open, as you asked in talk {talk}; I had asked you." } : new ModelAnswer
        {
            ToolCalls = [new ModelToolCall($"call-{talk}-{asked}", "find", $$"""{"id":"{{id}}"}""")],
        };
    }
}
