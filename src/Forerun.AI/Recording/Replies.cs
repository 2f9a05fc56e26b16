using System.Text.Json;
using Forerun.Recording;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Recording;

/// <summary>
/// A reply as the output of a step: <c>{reply}</c> where it answers, <c>{tool, arguments}</c> where it calls a tool, and
/// <c>{calls: [{tool, arguments}, …]}</c> where it calls several at once.
/// </summary>
internal static class Replies
{
    public static JsonElement Output(IReadOnlyList<ChatMessage> reply, IReadOnlyList<FunctionCallContent> calls, Veil veil) => calls switch
    {
        [] => JsonSerializer.SerializeToElement(new { reply = veil.Of(Text(reply)) }),
        [var only] => JsonSerializer.SerializeToElement(Call(only, veil)),
        _ => JsonSerializer.SerializeToElement(new { calls = calls.Select(c => Call(c, veil)) }),
    };

    /// <summary>What a reply says besides calling tools; null where it says nothing or only that.</summary>
    public static JsonElement? Besides(IReadOnlyList<ChatMessage> reply, IReadOnlyList<FunctionCallContent> calls, Veil veil) =>
        calls.Count > 0 && Text(reply) is { Length: > 0 } text ? veil.Of(text) : null;

    public static string Text(IEnumerable<ChatMessage> messages) => string.Concat(messages.Select(m => m.Text));

    private static object Call(FunctionCallContent call, Veil veil) => new { tool = call.Name, arguments = veil.Arguments(Json.Of(call.Arguments)) };
}
