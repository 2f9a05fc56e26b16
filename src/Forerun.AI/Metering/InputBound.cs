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

    /// <summary>Null if the input holds something that has no text, and the options do not say what it may come to.</summary>
    public static long? Of(IReadOnlyList<ChatMessage> messages, ChatOptions? sent, UsageMeterOptions options)
    {
        var total = PerCall + Count(sent?.Instructions, options);
        foreach (var message in messages)
        {
            total += PerMessage + Count(message.AuthorName, options);
            foreach (var content in message.Contents)
            {
                if (Text(content) is not { } text) return options.MaxInputTokens;
                total += PerMessage + Count(text, options);
            }
        }

        foreach (var tool in sent?.Tools ?? [])
        {
            if (tool is not AIFunctionDeclaration function) return options.MaxInputTokens;
            total += PerTool + Count(function.Name, options) + Count(function.Description, options) + Count(function.JsonSchema.GetRawText(), options);
        }

        return sent?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } json
            ? total + PerTool + Count(schema.GetRawText(), options) + Count(json.SchemaName, options) + Count(json.SchemaDescription, options)
            : total;
    }

    private static long Count(string? text, UsageMeterOptions options) => string.IsNullOrEmpty(text) ? 0 : options.CountTokens(text);

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
