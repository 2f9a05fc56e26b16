using System.Text.Json.Nodes;
using Forerun.Pricing;

namespace Forerun.Testing;

/// <summary>The JSON of the chat-completions protocol.</summary>
internal sealed class Wire(string id, DateTimeOffset created, string model)
{
    public static JsonObject Models(IEnumerable<string> models) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. models.Select(m => new JsonObject { ["id"] = m, ["object"] = "model", ["created"] = 0, ["owned_by"] = "forerun" })]),
    };

    public JsonObject Whole(Reply reply, bool usage)
    {
        var pieces = reply.Between(0, reply.EndOf(reply.Tokens)).ToList();
        var said = pieces.Where(p => p.Call is null).Select(p => p.Text).FirstOrDefault();
        var message = new JsonObject { ["role"] = "assistant", ["content"] = said ?? reply.Answer.Text };
        var calls = pieces.Where(p => p.Call is not null).Select(p => (JsonNode)Call(reply.Answer.ToolCalls[p.Call!.Value], p.Text)).ToArray();
        if (calls.Length > 0) message["tool_calls"] = new JsonArray(calls);
        var choice = new JsonObject { ["index"] = 0, ["message"] = message, ["logprobs"] = null, ["finish_reason"] = reply.Finish };
        var whole = Head("chat.completion", choice);
        if (usage) whole["usage"] = Usage(reply.Usage(reply.Tokens));
        return whole;
    }

    public JsonObject Chunk(JsonObject delta, string? finish = null) => Head(
        "chat.completion.chunk", new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finish });

    public JsonObject UsageChunk(TokenUsage usage)
    {
        var chunk = Head("chat.completion.chunk");
        chunk["usage"] = Usage(usage);
        return chunk;
    }

    public static JsonObject Delta(Reply.Said piece, IReadOnlyList<ModelToolCall> calls)
    {
        if (piece.Call is not { } index) return new JsonObject { ["content"] = piece.Text };
        var call = piece.Begins
            ? Call(calls[index], piece.Text)
            : new JsonObject { ["function"] = new JsonObject { ["arguments"] = piece.Text } };
        call.Insert(0, "index", index);
        return new JsonObject { ["tool_calls"] = new JsonArray(call) };
    }

    private static JsonObject Call(ModelToolCall call, string arguments) => new()
    {
        ["id"] = call.Id, ["type"] = "function", ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = arguments },
    };

    private static JsonObject Usage(TokenUsage usage) => new()
    {
        ["prompt_tokens"] = usage.InputTokens,
        ["completion_tokens"] = usage.OutputTokens,
        ["total_tokens"] = usage.InputTokens + usage.OutputTokens,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.CachedInputTokens },
        ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.ReasoningTokens },
    };

    private JsonObject Head(string kind, params JsonNode[] choices) => new()
    {
        ["id"] = id, ["object"] = kind, ["created"] = created.ToUnixTimeSeconds(), ["model"] = model, ["choices"] = new JsonArray(choices),
    };
}
