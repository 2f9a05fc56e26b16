using System.Text.Json.Nodes;
using Forerun.AI.Speculating.Loop;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Replies;

/// <summary>What a person has said to calls that needed leave: those refused are answered, those allowed are still to be made.</summary>
/// <param name="Requests">The messages in which leave was asked for, with the calls in their place: the refused ones first.</param>
/// <param name="Refusals">The results of the refused ones; null: none was.</param>
/// <param name="Allowed">The calls to be made, in the order of the answers.</param>
internal sealed record Leave(IReadOnlyList<ChatMessage> Requests, ChatMessage? Refusals, IReadOnlyList<FunctionCallContent> Allowed)
{
    /// <summary>How many calls were refused.</summary>
    public int Refused => Refusals?.Contents.Count ?? 0;

    /// <summary>It as the reply whose calls were kept back.</summary>
    public Reply Reply(string? kept) => new([.. Requests, .. Refusals is null ? [] : new[] { Refusals }], Allowed, kept) { Leave = this };

    /// <summary>That as a value; the model that is asked next is told of refusals and reasons too, so they are part of it.</summary>
    public Value Value()
    {
        var value = new JsonObject { ["calls"] = new JsonArray([.. Allowed.Select(c => JsonNode.Parse(AskedCall.Of(c).Json.GetRawText()))]) };
        if (Refusals is not null)
            value["refused"] = new JsonArray([.. Refusals.Contents.OfType<FunctionResultContent>().Select(r => JsonValue.Create($"{r.CallId} {r.Result}"))]);
        return ReplyValue.Canonical(value);
    }
}
