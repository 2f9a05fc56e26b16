using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Metering;

/// <summary>The most input tokens that a call can have: its texts, and what services put around them.</summary>
internal static class InputBound
{
    // Roles, separators and the frame around tools are a handful of tokens each; these are several times that.
    private const long PerCall = 64;
    private const long PerMessage = 16;
    private const long PerTool = 64;

    /// <summary><paramref name="unknown"/> if the input holds something that has no text, which <paramref name="unknown"/> stands for.</summary>
    public static long? Of(IReadOnlyList<ChatMessage> messages, ChatOptions? sent, Func<string, long> countTokens, long? unknown)
    {
        var total = PerCall + Count(sent?.Instructions, countTokens);
        foreach (var message in messages)
        {
            total += PerMessage + Count(message.AuthorName, countTokens);
            foreach (var content in message.Contents)
            {
                if (Text(content) is not { } text) return unknown;
                total += PerMessage + Count(text, countTokens);
            }
        }

        foreach (var tool in sent?.Tools ?? [])
        {
            if (tool is not AIFunctionDeclaration function) return unknown;
            total += PerTool + Count(function.Name, countTokens) + Count(function.Description, countTokens) + Count(function.JsonSchema.GetRawText(), countTokens);
        }

        return sent?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } json
            ? total + PerTool + Count(schema.GetRawText(), countTokens) + Count(json.SchemaName, countTokens) + Count(json.SchemaDescription, countTokens)
            : total;
    }

    private static long Count(string? text, Func<string, long> countTokens) => string.IsNullOrEmpty(text) ? 0 : countTokens(text);

    private static string? Text(AIContent content) => content switch
    {
        TextContent text => text.Text,
        TextReasoningContent reasoning => reasoning.Text + reasoning.ProtectedData,
        FunctionCallContent call => call.CallId + call.Name + Json(call.Arguments),
        FunctionResultContent result => result.CallId + (result.Result as string ?? Json(result.Result)),
        UsageContent => "",
        _ => null,
    };

    private static string Json(object? value) => JsonSerializer.Serialize(value, AIJsonUtilities.DefaultOptions);
}
