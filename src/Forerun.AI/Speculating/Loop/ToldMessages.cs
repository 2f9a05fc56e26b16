using System.Text.Json;
using Forerun.AI.Recording;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Loop;

/// <summary>Messages as the GenAI conventions write them into spans.</summary>
internal static class ToldMessages
{
    public static string Of(IEnumerable<ChatMessage> messages) => JsonSerializer.Serialize(messages.Select(m => new
    {
        role = m.Role.Value,
        parts = m.Contents.Select(Part).OfType<object>(),
    }));

    private static object? Part(AIContent content) => content switch
    {
        TextContent text => new { type = "text", content = text.Text },
        FunctionCallContent call => new { type = "tool_call", id = call.CallId, name = call.Name, arguments = JsonSerializer.SerializeToElement(call.Arguments, AIJsonUtilities.DefaultOptions) },
        FunctionResultContent result => new { type = "tool_call_response", id = result.CallId, response = Json.Of(result) },
        _ => null,
    };
}
