using System.Runtime.CompilerServices;
using System.Text.Json;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>
/// A model that answers as a function of its seed and of what it is told, ids of calls aside, which it draws anew each time. It streams in
/// pieces, calls several tools at once, unknown ones and such with nonsense for arguments among them, and comes to an end.
/// </summary>
internal sealed class ScriptedModel(int seed, IReadOnlyList<string> tools, string purpose = "model") : IChatClient
{
    private readonly Lock gate = new();
    private readonly List<string> requests = [];
    private int ids;

    /// <summary>What it was told, request by request.</summary>
    public IReadOnlyList<string> Requests
    {
        get { lock (gate) return [.. requests]; }
    }

    /// <summary>How long a piece takes, in turns of the scheduler.</summary>
    public int Pace { get; init; } = 2;

    /// <summary>Throws instead of the piece of that number, counted over all requests. Default: never.</summary>
    public int BreaksAt { get; init; } = -1;

    private int pieces;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var told = Wording.Of(messages);
        lock (gate) requests.Add(told);
        var draws = Draws.Of(seed, $"{purpose} {told}");
        var id = $"reply-{Interlocked.Increment(ref ids)}";
        foreach (var content in Contents(draws, told))
        {
            for (var i = draws.Below(Pace + 1); i > 0; i--) await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            if (Interlocked.Increment(ref pieces) - 1 == BreaksAt) throw new InvalidDataException("the stream broke");
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]) { MessageId = id, ResponseId = id, ModelId = "small" };
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = told.Length, OutputTokenCount = 10 })])
        {
            MessageId = id, ResponseId = id, FinishReason = ChatFinishReason.Stop,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", null, "small") : null;

    public void Dispose()
    {
    }

    private IEnumerable<AIContent> Contents(Draws draws, string told)
    {
        var rounds = told.Split("\ntool:").Length - told.Split("\nuser:").Length;
        var calls = draws.Chance(0.85 - (0.12 * Math.Max(0, rounds))) ? 1 + draws.Below(4) : 0;
        if (calls == 0 || draws.Chance(0.3))
            foreach (var word in new[] { "Let ", "me ", $"see {draws.Below(1000)}. " }) yield return new TextContent(word);
        if (draws.Chance(0.1)) yield return new TextReasoningContent("thinking");
        for (var i = 0; i < calls; i++) yield return Call(draws);
    }

    private FunctionCallContent Call(Draws draws)
    {
        var id = $"random-{Interlocked.Increment(ref ids)}";
        var tool = draws.Chance(0.05) ? "nobody" : draws.Of(tools);
        var arguments = draws.Chance(0.05) ? "{ nonsense" : $$"""{"key":"k{{draws.Below(3)}}"}""";
        return FunctionCallContent.CreateFromParsedArguments(
            arguments, id, tool, static json => JsonSerializer.Deserialize<Dictionary<string, object?>>(json, AIJsonUtilities.DefaultOptions));
    }
}
