using Microsoft.Extensions.AI;

namespace Forerun.AI.Retrying;

/// <summary>Forwards every call, and sends it again when that is safe and useful.</summary>
internal sealed class RetryingChatClient(IChatClient inner, Tries tries) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (tries.AreOwned) return base.GetResponseAsync(messages, options, cancellationToken);
        ChatMessage[] asked = [.. messages];
        return tries.RunAsync(new Course(), () => base.GetResponseAsync(asked, options, cancellationToken), cancellationToken);
    }

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (tries.AreOwned) return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        ChatMessage[] asked = [.. messages];
        return tries.StreamAsync(() => base.GetStreamingResponseAsync(asked, options, cancellationToken), cancellationToken);
    }

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(Tries) ? tries : base.GetService(serviceType, serviceKey);
}
