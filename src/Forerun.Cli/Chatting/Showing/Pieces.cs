using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Chatting.Showing;

/// <summary>What is to be shown of an answer that comes: its words, and which tools it calls.</summary>
internal sealed class Pieces
{
    private const int Longest = 100;
    private static readonly JsonSerializerOptions OneLine = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    private string? message;
    private bool isAtStart = true;

    /// <summary>The words of a piece; those of another message begin on a line of their own.</summary>
    public string Words(ChatResponseUpdate update)
    {
        var text = update.Role == ChatRole.Tool ? "" : update.Text.Replace("\r", "", StringComparison.Ordinal);
        if (text.Length == 0) return "";
        var begin = !isAtStart && message is not null && update.MessageId != message ? "\n" : "";
        message = update.MessageId;
        isAtStart = text[^1] == '\n';
        return begin + text;
    }

    /// <summary>The calls of a piece, a line each.</summary>
    public static IEnumerable<string> Calls(ChatResponseUpdate update) => update.Contents.OfType<FunctionCallContent>().Select(Line);

    private static string Line(FunctionCallContent call)
    {
        var arguments = call.Arguments is null ? "" : JsonSerializer.Serialize(call.Arguments, OneLine);
        return $"[{call.Name} {(arguments.Length > Longest ? arguments[..Longest] + "…" : arguments)}]";
    }
}
