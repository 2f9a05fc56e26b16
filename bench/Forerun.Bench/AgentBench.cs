using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Forerun.AI.Clients;
using Forerun.AI.Speculating;
using Forerun.AI.Tools;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.Bench;

/// <summary>
/// What the door adds to an agent whose model and tools answer at once, so that nothing else is measured: turns of four model calls and
/// three reads, seven steps. <see cref="AlwaysWrong"/> values a second so high that it bets at each step, and its reads never come again, so
/// each guess of them is wrong. A call of a model takes half a second or so. <see cref="OverHttp"/>: the same model behind the same server
/// for all, which answers as soon as it is asked.
/// </summary>
#pragma warning disable CA1001 // nothing of these clients is held open
public class AgentBench
#pragma warning restore CA1001
{
    private const int Steps = 7;
    private static readonly AIFunction Look = Tool.Reads(AIFunctionFactory.Create((string key) => key, "look"));
    private readonly ChatOptions options = new() { Tools = [Look] };
    private readonly ChatMessage[] messages = [new(ChatRole.User, "look it up, and then look further")];
    private IChatClient model = null!;
    private SpeculatingChatClient off = null!, wrong = null!;
    private ModelServer? server;
    private int asked;

    [Params(false, true)]
    public bool OverHttp { get; set; }

    /// <summary>How many times faster than a measured service the server is.</summary>
    public double Speed { get; init; } = double.PositiveInfinity;

    [GlobalSetup]
    public async Task Setup()
    {
        if (OverHttp)
            server = await ModelServer.StartAsync(new(TimeProvider.System, ModelScript.Of(Script)) { Models = ["small"], Speed = Speed }).ConfigureAwait(false);
        model = Client();
        off = Client().WithSpeculation(o => o.Settings = new Settings { Enabled = false, Prices = SimulatedPrices.Book });
        wrong = Client().WithSpeculation(o => o.Settings = new Settings { Dial = 1, ValueOfTime = new Usd(1_000_000), Prices = SimulatedPrices.Book });
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public async Task<int> Plain()
    {
        var said = new List<ChatMessage>(messages);
        while (true)
        {
            var reply = await model.GetStreamingResponseAsync(said, options).ToChatResponseAsync().ConfigureAwait(false);
            said.AddRange(reply.Messages);
            var calls = reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
            if (calls.Count == 0) return said.Count;
            foreach (var call in calls)
                said.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, await Look.InvokeAsync(new(call.Arguments)).ConfigureAwait(false))]));
        }
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public Task<ChatResponse> SwitchedOff() => off.GetResponseAsync(messages, options);

    [Benchmark(OperationsPerInvoke = Steps)]
    public async Task<ChatResponse> AlwaysWrong()
    {
        var reply = await wrong.GetResponseAsync(messages, options).ConfigureAwait(false);
        await wrong.DropAsync().ConfigureAwait(false);
        return reply;
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await off.DisposeAsync().ConfigureAwait(false);
        await wrong.DisposeAsync().ConfigureAwait(false);
        model.Dispose();
        if (server is not null) await server.DisposeAsync().ConfigureAwait(false);
    }

    private IChatClient Client() =>
        server is null ? new Instant() : new OpenAIChatClient(new() { Model = "small", Key = "none", Endpoint = server.Endpoint }, TimeProvider.System);

    private ModelAnswer Script(ModelRequest request) => request.Messages.Count(m => m.Role == "tool") == 3
        ? new() { Text = "It is there." }
        : new() { ToolCalls = [new("id", "look", $$"""{"key":"k{{Interlocked.Increment(ref asked)}}"}""")] };

    private sealed class Instant : IChatClient
    {
        private int calls;

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            AIContent content = messages.Count(m => m.Role == ChatRole.Tool) == 3
                ? new TextContent("It is there.")
                : new FunctionCallContent("id", "look", new Dictionary<string, object?> { ["key"] = $"k{Interlocked.Increment(ref calls)}" });
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content, new UsageContent(new UsageDetails { InputTokenCount = 500, OutputTokenCount = 4 })]);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("simulated", null, "small") : null;

        public void Dispose()
        {
        }
    }
}
