using System.Runtime.CompilerServices;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Support.Models;

/// <summary>
/// A drafter that knows what the model will reply to these messages, says it at once and takes no money for it. What a person will say it
/// does not know.
/// </summary>
internal sealed class Foreseen(SupportScript script) : IChatClient
{
    /// <summary>Its name in the price book of its pass, where it costs next to nothing: what costs nothing at all is of unknown price to whoever buys.</summary>
    public const string Model = "foresight";

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        var said = script.Said([.. messages.SelectMany(Told)]);
        List<AIContent> contents = [.. said.ToolCalls.Select(c => FunctionCallContent.CreateFromParsedArguments(
            c.Arguments, c.Id, c.Name, static json => System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object?>>(json)))];
        if (said.Text is { } text) contents.Add(new TextContent(text));
        contents.Add(new UsageContent(new UsageDetails { InputTokenCount = 1, OutputTokenCount = 1 }));
        yield return new ChatResponseUpdate(ChatRole.Assistant, contents);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("foresight", null, Model) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>A message as the service would have seen it: one for each result of a tool.</summary>
    private static IEnumerable<ModelMessage> Told(ChatMessage message) =>
        message.Contents.OfType<FunctionResultContent>().ToList() is { Count: > 0 } results
            ? results.Select(r => new ModelMessage("tool", r.Result?.ToString() ?? "", r.CallId))
            : [new ModelMessage(message.Role.Value, message.Text, null)];
}
