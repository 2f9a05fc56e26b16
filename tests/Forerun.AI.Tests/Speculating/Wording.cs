using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>Messages in words, by which they can be compared: ids of calls are numbered as they come.</summary>
internal static class Wording
{
    public static string Of(IEnumerable<ChatMessage> messages)
    {
        var ids = new Dictionary<string, int>();
        var text = new StringBuilder();
        foreach (var message in messages)
        {
            text.Append('\n').Append(message.Role).Append(':');
            foreach (var content in message.Contents) text.Append(Of(content, ids)).Append(';');
        }

        return text.ToString();
    }

    private static string Of(AIContent content, Dictionary<string, int> ids) => content switch
    {
        TextContent text => text.Text,
        TextReasoningContent reasoning => $"({reasoning.Text})",
        FunctionCallContent call => $"#{Number(call.CallId, ids)} {call.Name} {JsonSerializer.Serialize(call.Arguments)} {call.Exception?.GetType().Name}",
        FunctionResultContent result => $"#{Number(result.CallId, ids)} -> {JsonSerializer.Serialize(result.Result)} {result.Exception?.Message}",
        _ => content.GetType().Name,
    };

    private static int Number(string id, Dictionary<string, int> ids)
    {
        if (!ids.TryGetValue(id, out var number)) ids[id] = number = ids.Count + 1;
        return number;
    }
}
