using System.Text;
using Forerun.Effects;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Recording;

/// <summary>
/// A conversation as a hash chain, by which a request is known as the continuation of another. Messages of one role in a row are one
/// turn, and only what a model is told counts: roles, texts, calls, results and data; no ids, no usage, no reasoning, which clients
/// may leave out when they send a reply back.
/// </summary>
internal sealed class Turns
{
    private readonly List<(Digest Chain, int Messages)> ends = [];

    private Turns()
    {
    }

    /// <summary>The digest of the whole conversation.</summary>
    public Digest Whole => ends.Count == 0 ? default : ends[^1].Chain;

    /// <summary>The digest after each turn, the last first, and how many messages it covers.</summary>
    public IEnumerable<(Digest Chain, int Messages)> LastFirst => Enumerable.Reverse(ends);

    public static Turns Of(IEnumerable<ChatMessage> messages)
    {
        var turns = new Turns();
        var said = new StringBuilder();
        ChatRole? role = null;
        var before = default(Digest);
        var count = 0;
        foreach (var message in messages)
        {
            if (role is { } same && same != message.Role)
            {
                turns.ends.Add((before = before.Then(Digest.Of(said.ToString())), count));
                said.Clear();
            }

            if (said.Length == 0) said.Append(message.Role.Value).Append('\n');
            role = message.Role;
            count++;
            foreach (var content in message.Contents) Add(said, content);
        }

        if (role is not null) turns.ends.Add((before.Then(Digest.Of(said.ToString())), count));
        return turns;
    }

    // The lengths keep one content from being taken for a part of another.
    private static void Add(StringBuilder said, AIContent content)
    {
        switch (content)
        {
            case TextContent text: said.Append(text.Text); break;
            case FunctionCallContent call: Add(said, "call", call.CallId + " " + call.Name, Json.Of(call.Arguments)); break;
            case FunctionResultContent result: Add(said, "result", result.CallId, Json.Of(result)); break;
            case DataContent data: Add(said, "data", data.MediaType, Digest.Of(data.Data.Span)); break;
            case UriContent link: said.Append("\nlink ").Append(link.Uri); break;
            default: break;
        }
    }

    private static void Add(StringBuilder said, string kind, string? what, System.Text.Json.JsonElement json) =>
        Add(said, kind, what, Value.Of(json).Digest);

    private static void Add(StringBuilder said, string kind, string? what, Digest digest) =>
        said.Append('\n').Append(kind).Append(' ').Append(what?.Length).Append(' ').Append(what)
            .Append($" {digest.A:x16}{digest.B:x16}{digest.C:x16}{digest.D:x16}\n");
}
