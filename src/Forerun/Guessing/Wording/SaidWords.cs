using System.Text.Json;

namespace Forerun.Guessing.Wording;

/// <summary>The distinct words of a text, in small letters: letters and digits, with what joins them in ids.</summary>
internal static class SaidWords
{
    private const int Most = 128, Longest = 40;

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

    /// <summary>Whether the words name one of the members of an object.</summary>
    public static bool Name(IReadOnlySet<string> words, JsonElement? named)
    {
        if (named is not { ValueKind: JsonValueKind.Object } members) return false;
        foreach (var member in members.EnumerateObject())
        {
            var text = member.Value.ValueKind switch
            {
                JsonValueKind.String => member.Value.GetString()!,
                JsonValueKind.Number => member.Value.GetRawText(),
                _ => "",
            };
            if (Of(text) is { Count: > 0 } parts && parts.IsSubsetOf(words)) return true;
        }

        return false;
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';
}
