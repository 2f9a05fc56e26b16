using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Support.Running;

/// <summary>A client that notes each request as it is sent, for the real world or on a guess, and passes it on.</summary>
internal sealed class Notes(IChatClient client, Func<string, IDisposable> began) : DelegatingChatClient(client)
{
    private readonly ConcurrentDictionary<string, JsonElement> sent = new();

    /// <summary>The request of such messages as it was sent; null if nobody ever sent it.</summary>
    public JsonElement? Find(IEnumerable<ChatMessage> messages, ChatOptions options) =>
        sent.TryGetValue(Body(messages, options).GetRawText(), out var body) ? body : null;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatMessage[] given = [.. messages];
        var body = Body(given, options!);
        sent[body.GetRawText()] = body;
        using var shown = began("decide");
        await foreach (var update in base.GetStreamingResponseAsync(given, options, cancellationToken).ConfigureAwait(false)) yield return update;
    }

    private static JsonElement Body(IEnumerable<ChatMessage> messages, ChatOptions options) => JsonSerializer.SerializeToElement(new
    {
        model = options.ModelId,
        max_output_tokens = options.MaxOutputTokens,
        tools = options.Tools!.Select(t => t.Name),
        messages = messages.Select(m => new
        {
            role = m.Role.Value,
            content = m.Text,
            calls = m.Contents.OfType<FunctionCallContent>().Select(c => new { id = c.CallId, tool = c.Name, arguments = c.Arguments }),
            results = m.Contents.OfType<FunctionResultContent>().Select(r => new { id = r.CallId, result = r.Result }),
        }),
    });
}
