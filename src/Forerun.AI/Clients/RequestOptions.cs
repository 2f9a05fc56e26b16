using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat;
using Wire = OpenAI.Chat;

namespace Forerun.AI.Clients;

/// <summary>Options as the service takes them.</summary>
internal static class RequestOptions
{
    public static ChatCompletionOptions Of(ChatOptions? options)
    {
        var sent = new ChatCompletionOptions();
        if (options is null) return sent;
        sent.Temperature = options.Temperature;
        sent.TopP = options.TopP;
        sent.MaxOutputTokenCount = options.MaxOutputTokens;
        sent.FrequencyPenalty = options.FrequencyPenalty;
        sent.PresencePenalty = options.PresencePenalty;
        sent.ResponseFormat = Format(options.ResponseFormat);
#pragma warning disable OPENAI001 // The package calls the seed experimental; the protocol has had it for years.
        sent.Seed = options.Seed;
#pragma warning restore OPENAI001
        foreach (var stop in options.StopSequences ?? []) sent.StopSequences.Add(stop);
        AddTools(sent, options);
        return sent;
    }

    private static void AddTools(ChatCompletionOptions sent, ChatOptions options)
    {
        if (options.Tools is not { Count: > 0 } tools) return;
        foreach (var tool in tools) sent.Tools.Add(Tool(tool));
        sent.ToolChoice = Choice(options.ToolMode);
        sent.AllowParallelToolCalls = options.AllowMultipleToolCalls;
    }

    private static ChatTool Tool(AITool tool) => tool is AIFunctionDeclaration function
        ? ChatTool.CreateFunctionTool(function.Name, function.Description, BinaryData.FromString(function.JsonSchema.GetRawText()))
        : throw new NotSupportedException($"The tool '{tool.Name}' is not a function; only functions can be offered to this service.");

    private static ChatToolChoice? Choice(ChatToolMode? mode) => mode switch
    {
        AutoChatToolMode => ChatToolChoice.CreateAutoChoice(),
        NoneChatToolMode => ChatToolChoice.CreateNoneChoice(),
        RequiredChatToolMode { RequiredFunctionName: { } name } => ChatToolChoice.CreateFunctionChoice(name),
        RequiredChatToolMode => ChatToolChoice.CreateRequiredChoice(),
        _ => null,
    };

    private static Wire.ChatResponseFormat? Format(ChatResponseFormat? format) => format switch
    {
        ChatResponseFormatJson { Schema: { } schema } json => Wire.ChatResponseFormat.CreateJsonSchemaFormat(
            json.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), json.SchemaDescription),
        ChatResponseFormatJson => Wire.ChatResponseFormat.CreateJsonObjectFormat(),
        ChatResponseFormatText => Wire.ChatResponseFormat.CreateTextFormat(),
        _ => null,
    };
}
