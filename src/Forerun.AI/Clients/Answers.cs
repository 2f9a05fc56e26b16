using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using Wire = OpenAI.Chat;

namespace Forerun.AI.Clients;

/// <summary>Answers of the service in the words of Microsoft.Extensions.AI.</summary>
internal static class Answers
{
    public static ChatResponse Of(ChatCompletion answer)
    {
        var message = new ChatMessage(ChatRole.Assistant, Contents(answer.Content, answer.Refusal)) { MessageId = answer.Id };
        foreach (var call in answer.ToolCalls) message.Contents.Add(Call(call.Id, call.FunctionName, call.FunctionArguments.ToString()));
        return new(message)
        {
            ResponseId = answer.Id,
            ModelId = answer.Model,
            CreatedAt = answer.CreatedAt,
            FinishReason = Finish(answer.FinishReason),
            Usage = answer.Usage is { } usage ? Usage(usage) : null,
            RawRepresentation = answer,
        };
    }

    public static List<AIContent> Contents(ChatMessageContent content, string? refusal)
    {
        var contents = new List<AIContent>();
        foreach (var part in content)
            if (part.Kind == ChatMessageContentPartKind.Text && !string.IsNullOrEmpty(part.Text)) contents.Add(new TextContent(part.Text));
        if (!string.IsNullOrEmpty(refusal)) contents.Add(new ErrorContent(refusal) { ErrorCode = "refusal" });
        return contents;
    }

    /// <summary>A call of a tool. Arguments that are no JSON object are told by <see cref="FunctionCallContent.Exception"/>.</summary>
    public static FunctionCallContent Call(string id, string name, string arguments) =>
        FunctionCallContent.CreateFromParsedArguments(arguments.Length == 0 ? "{}" : arguments, id, name, Parse);

    public static ChatFinishReason Finish(Wire.ChatFinishReason reason) => reason switch
    {
        Wire.ChatFinishReason.Stop => ChatFinishReason.Stop,
        Wire.ChatFinishReason.Length => ChatFinishReason.Length,
        Wire.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        _ => ChatFinishReason.ToolCalls,
    };

    public static UsageDetails Usage(ChatTokenUsage usage) => new()
    {
        InputTokenCount = usage.InputTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
        CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
        ReasoningTokenCount = usage.OutputTokenDetails?.ReasoningTokenCount,
    };

    private static Dictionary<string, object?>? Parse(string arguments) =>
        JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments, AIJsonUtilities.DefaultOptions);
}
