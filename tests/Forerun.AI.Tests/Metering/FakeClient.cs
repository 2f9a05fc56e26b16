using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Metering;

/// <summary>A client that answers as the test says.</summary>
internal sealed class FakeClient(
    Func<ChatOptions?, CancellationToken, Task<ChatResponse>>? answer = null,
    Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>? stream = null) : IChatClient
{
    public List<ChatOptions?> Asked { get; } = [];

    public static FakeClient Using(UsageDetails? usage, string? model = null) => new(
        (_, _) => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "ok")) { Usage = usage, ModelId = model }));

    public static UsageDetails Usage(long input, long output, long? cached = null, long? reasoning = null) =>
        new() { InputTokenCount = input, OutputTokenCount = output, CachedInputTokenCount = cached, ReasoningTokenCount = reasoning };

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        lock (Asked) Asked.Add(options);
        return answer!(options, cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        lock (Asked) Asked.Add(options);
        await foreach (var update in stream!(cancellationToken).WithCancellation(cancellationToken)) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("simulated", null, "small") : null;

    public void Dispose()
    {
    }
}
