using System.Runtime.CompilerServices;
using Forerun.AI.Speculating;
using Forerun.AI.Tools;
using Forerun.Policies;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>A model that does what the test says, request by request.</summary>
internal sealed class StagedModel(Func<IReadOnlyList<ChatMessage>, CancellationToken, IAsyncEnumerable<AIContent>> replies) : IChatClient
{
    private readonly List<IReadOnlyList<ChatMessage>> requests = [];
    private int count;

    public IReadOnlyList<IReadOnlyList<ChatMessage>> Requests
    {
        get { lock (requests) return [.. requests]; }
    }

    public List<ChatOptions?> Options { get; } = [];

    /// <summary>The conversation that the service says it keeps.</summary>
    public string? Keeps { get; init; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatMessage[] told = [.. messages];
        string id;
        lock (requests)
        {
            requests.Add(told);
            Options.Add(options);
            id = $"reply-{++count}";
        }

        await foreach (var content in replies(told, cancellationToken).WithCancellation(cancellationToken))
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]) { MessageId = id, ResponseId = id, ConversationId = Keeps };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("staged", null, "small") : null;

    public void Dispose()
    {
    }
}

/// <summary>Pieces of replies, and agents for them.</summary>
internal static class Stage
{
    private static int ids;

    public static FunctionCallContent Call(string tool, string key) =>
        new($"random-{Interlocked.Increment(ref ids)}", tool, new Dictionary<string, object?> { ["key"] = key });

    public static async IAsyncEnumerable<AIContent> Say(params AIContent[] contents)
    {
        foreach (var content in contents)
        {
            await Task.Yield();
            yield return content;
        }
    }

    /// <summary>A model that calls these tools once a turn, and then answers.</summary>
    public static StagedModel CallsOnce(params (string Tool, string Key)[] calls) => new((told, _) =>
        told[^1].Role == ChatRole.Tool ? Say(new TextContent("done")) : Say([.. calls.Select(c => Call(c.Tool, c.Key))]));

    public static SpeculatingChatClient Agent(this IChatClient model, Action<SpeculationOptions>? configure = null) => model.WithSpeculation(o =>
    {
        o.Time = new TickingTime(TimeSpan.FromMilliseconds(200));
        o.Settings = new Settings { Dial = 1, Prices = SimulatedPrices.Book };
        o.NewId = () => "run";
        configure?.Invoke(o);
    });

    public static Task Forever(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, new ManualTime(), cancellationToken);

    public static ChatOptions With(params AITool[] tools) => new() { Tools = [.. tools] };

    public static ChatMessage[] Ask(string text) => [new(ChatRole.User, text)];

    public static AIFunction Read(string name, Func<string, CancellationToken, Task<string>> act) =>
        Tool.Reads(AIFunctionFactory.Create((string key, CancellationToken c) => act(key, c), name));

    public static AIFunction Plain(string name, Func<string, CancellationToken, Task<string>> act) =>
        AIFunctionFactory.Create((string key, CancellationToken c) => act(key, c), name);
}
