using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using Wire = OpenAI.Chat;

namespace Forerun.AI.Clients;

/// <summary>Messages as the service takes them.</summary>
internal static class RequestMessages
{
    // Indented JSON would be paid for, token by token.
    private static readonly JsonSerializerOptions Compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    public static List<Wire.ChatMessage> Of(IEnumerable<ChatMessage> messages, string? instructions)
    {
        var sent = new List<Wire.ChatMessage>();
        if (!string.IsNullOrEmpty(instructions)) sent.Add(new SystemChatMessage(instructions));
        foreach (var message in messages) Add(sent, message);
        return sent;
    }

    private static void Add(List<Wire.ChatMessage> sent, ChatMessage message)
    {
        // One message of ours may hold the results of several tools; the service takes one message for each.
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
            sent.Add(new ToolChatMessage(result.CallId, Text(result)));
        if (message.Role == ChatRole.Tool) return;
        if (message.Role == ChatRole.System) sent.Add(new SystemChatMessage(message.Text));
        else if (message.Role == ChatRole.Assistant) sent.Add(Assistant(message));
        else if (message.Role != ChatRole.User) throw new NotSupportedException($"A message has the role '{message.Role}'; use system, user, assistant or tool.");
        else if (Parts(message) is { Count: > 0 } parts) sent.Add(new UserChatMessage(parts));
    }

    private static AssistantChatMessage Assistant(ChatMessage message)
    {
        var calls = message.Contents.OfType<FunctionCallContent>()
            .Select(c => ChatToolCall.CreateFunctionToolCall(c.CallId, c.Name, BinaryData.FromString(Arguments(c)))).ToList();
        if (calls.Count == 0) return new AssistantChatMessage(message.Text);
        var sent = new AssistantChatMessage(calls);
        if (message.Text.Length > 0) sent.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
        return sent;
    }

    private static List<ChatMessageContentPart> Parts(ChatMessage message) =>
        [.. message.Contents.Where(c => c is not FunctionResultContent).Select(Part)];

    private static ChatMessageContentPart Part(AIContent content) => content switch
    {
        TextContent text => ChatMessageContentPart.CreateTextPart(text.Text),
        DataContent data when data.HasTopLevelMediaType("image") =>
            ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(data.Data), data.MediaType),
        UriContent link when link.HasTopLevelMediaType("image") => ChatMessageContentPart.CreateImagePart(link.Uri),
        _ => throw new NotSupportedException($"A user message holds {content.GetType().Name}; only text and images can be sent."),
    };

    private static string Arguments(FunctionCallContent call) =>
        JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), Compact);

    private static string Text(FunctionResultContent result) => result.Result switch
    {
        null => result.Exception is null ? "" : "The tool failed.",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        var value => JsonSerializer.Serialize(value, Compact),
    };
}
