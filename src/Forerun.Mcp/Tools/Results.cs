using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Forerun.Mcp.Tools;

/// <summary>What a model is told of a result: its text where it is nothing else, what is structured where there is no text, else all of it.</summary>
internal static class Results
{
    private const string Failed = "Error: ";

    public static object Of(CallToolResult result)
    {
        if (result.Content is { Count: > 0 } content && content.All(c => c is TextContentBlock))
        {
            var text = string.Join('\n', content.Select(c => ((TextContentBlock)c).Text));
            return result.IsError is true && !text.StartsWith(Failed, StringComparison.Ordinal) ? Failed + text : text;
        }

        if (result is { Content: null or { Count: 0 }, IsError: not true, StructuredContent: { } structured }) return structured;
        return JsonSerializer.SerializeToElement(result, McpJsonUtilities.DefaultOptions);
    }
}
