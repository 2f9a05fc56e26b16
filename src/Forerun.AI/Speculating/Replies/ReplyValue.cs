using System.Text.Json.Nodes;
using Forerun.AI.Speculating.Loop;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Replies;

/// <summary>
/// A reply as a value: <c>{reply}</c>, or <c>{calls: [{tool, arguments}, …], said}</c>. What a guess can't hold is marked as <c>more</c>:
/// reasoning, data, names, a conversation that the service keeps; the request after such a reply is never sent on a guess.
/// </summary>
internal static class ReplyValue
{
    public static Value Of(IList<ChatMessage> messages, IReadOnlyList<AskedCall> calls, string? kept)
    {
        var text = string.Concat(messages.Select(m => m.Text));
        var value = new JsonObject();
        if (calls.Count > 0) value["calls"] = new JsonArray([.. calls.Select(c => JsonNode.Parse(c.Json.GetRawText()))]);
        if (calls.Count == 0) value["reply"] = text;
        else if (text.Length > 0) value["said"] = text;
        if (kept is not null || messages.Count > 1 || messages.Any(HasMore)) value["more"] = true;
        return Canonical(value);
    }

    /// <summary>A reply that is nothing but calls, or a text; what a drafter says besides is left out.</summary>
    public static Value Bare(IReadOnlyList<AskedCall> calls, string text) =>
        calls.Count > 0 ? Of([], calls, null) : Canonical(new JsonObject { ["reply"] = text });

    /// <summary>Whether a message has what no guess of it holds; words aside.</summary>
    public static bool HasMore(ChatMessage message) =>
        message.AuthorName is not null || message.AdditionalProperties is { Count: > 0 } || message.Contents.Any(IsMore);

    private static bool IsMore(AIContent content) => content switch
    {
        TextContent or UsageContent => content.AdditionalProperties is { Count: > 0 },
        FunctionCallContent call => call.InformationalOnly || call.AdditionalProperties is { Count: > 0 },
        _ => true,
    };

    /// <summary>A text may hold half a surrogate pair, of which JSON has no canonical form; it is replaced, as it is on the wire.</summary>
    public static Value Canonical(JsonObject value) => Value.Of(System.Text.Json.JsonElement.Parse(value.ToJsonString()));
}
