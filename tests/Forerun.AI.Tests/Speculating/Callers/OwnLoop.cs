using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating.Callers;

/// <summary>
/// A loop that somebody wrote for himself, with its own ideas by a seed: it calls tools last first or side by side, leaves some out, changes
/// what some are asked for, and asks some that the model did not.
/// </summary>
internal sealed class OwnLoop(int seed, IChatClient model, IList<AITool> tools, bool isStreaming)
{
    public ChatOptions Options { get; init; } = new();

    public async Task<IReadOnlyList<ChatMessage>> RunAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var said = new List<ChatMessage>();
        for (var round = 0; ; round++)
        {
            ChatMessage[] told = [.. messages, .. said];
            Options.Tools = tools;
            var reply = isStreaming
                ? await model.GetStreamingResponseAsync(told, Options, cancellationToken).ToChatResponseAsync(cancellationToken)
                : await model.GetResponseAsync(told, Options, cancellationToken);
            said.AddRange(reply.Messages);
            var calls = reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
            if (calls.Count == 0 || round > 8) return said;
            said.Add(new ChatMessage(ChatRole.Tool, await AnswerAsync(calls, Draws.Of(seed, $"own {messages.Count} {round}"), cancellationToken)));
        }
    }

    private async Task<IList<AIContent>> AnswerAsync(List<FunctionCallContent> calls, Draws draws, CancellationToken cancellationToken)
    {
        var results = new AIContent[calls.Count];
        var isReversed = draws.Chance(0.2);
        if (draws.Chance(0.1)) await CallAsync(new FunctionCallContent("", "look", new Dictionary<string, object?> { ["key"] = "k1" }), cancellationToken);
        if (draws.Chance(0.05)) await CallAsync(new FunctionCallContent("", "pay", new Dictionary<string, object?> { ["key"] = "k1" }), cancellationToken);
        if (calls.TrueForAll(c => c.Name is "look" or "search" or "fail") && draws.Chance(0.5))
            return [.. await Task.WhenAll(calls.Select(c => CallAsync(c, cancellationToken)))];
        for (var n = 0; n < calls.Count; n++)
        {
            var i = isReversed ? calls.Count - 1 - n : n;
            if (draws.Chance(0.1)) results[i] = new FunctionResultContent(calls[i].CallId, "not now");
            else results[i] = await CallAsync(draws.Chance(0.1) ? Changed(calls[i]) : calls[i], cancellationToken);
        }

        return results;
    }

    private static FunctionCallContent Changed(FunctionCallContent call) =>
        new(call.CallId, call.Name, new Dictionary<string, object?> { ["key"] = "k0" }) { Exception = call.Exception };

    private async Task<AIContent> CallAsync(FunctionCallContent call, CancellationToken cancellationToken)
    {
        if (call.Exception is not null || tools.FirstOrDefault(t => t.Name == call.Name) is not AIFunction tool)
            return new FunctionResultContent(call.CallId, "can't be called");
        try
        {
            return new FunctionResultContent(call.CallId, await tool.InvokeAsync(new AIFunctionArguments(call.Arguments), cancellationToken));
        }
        catch (InvalidOperationException e)
        {
            return new FunctionResultContent(call.CallId, e.Message) { Exception = e };
        }
    }
}
