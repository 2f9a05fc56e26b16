using System.Text.Json;

namespace Forerun.Files;

/// <summary>Why a text is not JSON, for people: what the parser says, in our words where its own are about the parser.</summary>
internal static class JsonReason
{
    /// <summary>How deep JSON may be nested: what the parser allows.</summary>
    public const int MaxDepth = 64;

    /// <summary>The reason as a part of a sentence, without the place.</summary>
    public static string Of(JsonException e) => e.Message.Split(" LineNumber:", 2)[0].TrimEnd('.', ' ') switch
    {
        var said when Says(said, "maximum configured depth") => $"it is nested deeper than {MaxDepth} levels",
        var said when Says(said, "does not contain any JSON tokens") => "there is nothing in it",
        var said when Says(said, "reached end of data") || Says(said, "should be closed") => "it ends in the middle",
        var said when Says(said, "invalid after a single JSON value") => "something follows after its end",
        var said => said,
    };

    private static bool Says(string said, string words) => said.Contains(words, StringComparison.Ordinal);
}
