using Forerun.AI.Recording;
using Forerun.AI.Tests.Metering;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Recording;

/// <summary>A recorded client is the same client.</summary>
public sealed class NothingChangesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("forerun-");
    private readonly List<string> warnings = [];
    private readonly ChatMessage[] messages = [new(ChatRole.User, "hello")];

    [Fact]
    public async Task GetResponse_SameMessagesOptionsAndAnswer()
    {
        var inner = new Inner();
        var options = new ChatOptions { AdditionalProperties = new() { ["forerun.run"] = "r" } };
        using var client = Recorded(inner);

        Assert.Same(inner.Answer, await client.GetResponseAsync(messages, options));
        Assert.Same(messages, inner.Messages);
        Assert.Same(options, inner.Options);
    }

    [Fact]
    public async Task GetStreamingResponse_SameMessagesOptionsAndUpdates()
    {
        var inner = new Inner();
        var options = new ChatOptions();
        using var client = Recorded(inner);

        var updates = await client.GetStreamingResponseAsync(messages, options).ToListAsync();

        Assert.Equal(inner.Updates.Length, updates.Count);
        Assert.All(updates.Zip(inner.Updates), u => Assert.Same(u.Second, u.First));
        Assert.Same(messages, inner.Messages);
        Assert.Same(options, inner.Options);
    }

    [Fact]
    public async Task MessagesThatAreMadeWhileRead_AreReadOnce()
    {
        var read = 0;
        using var client = Recorded(new Inner());

        await client.GetResponseAsync(Made());

        Assert.Equal(1, read);

        IEnumerable<ChatMessage> Made()
        {
            read++;
            yield return messages[0];
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exceptions_AreTheSameObjects(bool streams)
    {
        var thrown = new InvalidOperationException("mine");
        using var client = Recorded(new Inner { Throws = thrown });

        var caught = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            if (streams) await client.GetStreamingResponseAsync(messages).ToListAsync();
            else await client.GetResponseAsync(messages);
        });

        Assert.Same(thrown, caught);
    }

    [Fact]
    public async Task FileThatCannotBeWritten_IsOneWarning_AndTheAgentGoesOn()
    {
        await using var agent = await Agent.StartAsync(folder.FullName);
        Assert.StartsWith("You said", await agent.TalkAsync([], "call find 7"), StringComparison.Ordinal);
        await agent.TalkAsync([], "bye");
        agent.Recorder.Flush();

        Assert.Contains("go on unrecorded", Assert.Single(agent.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContentThatCannotBeJson_IsNoMatterOfTheAgent()
    {
        var inner = new Inner { Answer = new ChatResponse(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["self"] = typeof(string) })])) };
        using var client = Recorded(inner);

        Assert.Same(inner.Answer, await client.GetResponseAsync(messages));
    }

    [Fact]
    public async Task Tool_SameResultSameExceptionSameSchema()
    {
        var recorder = new Recorder(Path.Combine(folder.FullName, "x.jsonl"), new ManualTime());
        var plain = AIFunctionFactory.Create((int id) => id == 0 ? throw new InvalidOperationException("mine") : new Uri($"https://x/{id}"), "find");
        var recorded = (AIFunction)((AITool[])[plain]).WithRecording(recorder)[0];

        Assert.Equal(plain.JsonSchema.GetRawText(), recorded.JsonSchema.GetRawText());
        Assert.Equal((await plain.InvokeAsync(new() { ["id"] = 1 }))?.ToString(), (await recorded.InvokeAsync(new() { ["id"] = 1 }))?.ToString());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await recorded.InvokeAsync(new() { ["id"] = 0 }));
    }

    [Fact]
    public async Task Path_IsAllThatTheDoorAsksFor_AndDisposingWrites()
    {
        var path = Path.Combine(folder.FullName, "mine.jsonl");
        var inner = new Inner();
        using (var client = inner.WithRecording(path)) await client.GetResponseAsync(messages);

        Assert.True(inner.IsDisposed);
        var run = Assert.Single(Traces.TraceReader.Read(path).Runs);
        Assert.Equal(("mine", "m-1"), (run.Workload, run.Steps[0].Model));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private IChatClient Recorded(IChatClient inner) =>
        inner.WithRecording(Path.Combine(folder.FullName, "x.jsonl"), new RecorderOptions { OnWarning = warnings.Add }, new ManualTime());

    private sealed class Inner : IChatClient
    {
        public ChatResponse Answer { get; init; } = new(new ChatMessage(ChatRole.Assistant, "ok")) { ModelId = "m-1" };

        public ChatResponseUpdate[] Updates { get; } = [new(ChatRole.Assistant, "o"), new(ChatRole.Assistant, "k"), new(ChatRole.Assistant, [new UsageContent(FakeClient.Usage(1, 2))])];

        public Exception? Throws { get; init; }

        public IEnumerable<ChatMessage>? Messages { get; private set; }

        public ChatOptions? Options { get; private set; }

        public bool IsDisposed { get; private set; }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            (Messages, Options) = (messages, options);
            return Throws is null ? Task.FromResult(Answer) : Task.FromException<ChatResponse>(Throws);
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            (Messages, Options) = (messages, options);
            await Task.Yield();
            foreach (var update in Updates)
            {
                yield return update;
                if (Throws is not null) throw Throws;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() => IsDisposed = true;
    }
}
