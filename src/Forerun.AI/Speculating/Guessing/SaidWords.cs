using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Guessing;

/// <summary>The distinct words of a text, in small letters: letters and digits, with what joins them in ids.</summary>
internal static class SaidWords
{
    private const int Most = 64, Longest = 40;

    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length && words.Count < Most;)
        {
            var start = at;
            while (at < text.Length && IsPart(text[at])) at++;
            if (at > start && at - start <= Longest) words.Add(text[start..at].Trim('-', '_').ToLowerInvariant());
            at++;
        }

        words.Remove("");
        return words;
    }

    /// <summary>Whether the words name one of the arguments of a call.</summary>
    public static bool Name(IReadOnlySet<string> words, Value call)
    {
        if (!call.Json.TryGetProperty("arguments", out var arguments) || arguments.ValueKind != JsonValueKind.Object) return false;
        foreach (var argument in arguments.EnumerateObject())
        {
            var text = argument.Value.ValueKind switch
            {
                JsonValueKind.String => argument.Value.GetString()!,
                JsonValueKind.Number => argument.Value.GetRawText(),
                _ => "",
            };
            if (Of(text) is { Count: > 0 } parts && parts.IsSubsetOf(words)) return true;
        }

        return false;
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';
}
