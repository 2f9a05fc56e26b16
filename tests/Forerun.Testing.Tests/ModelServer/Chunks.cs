using System.Text.Json;

namespace Forerun.Testing.Tests.ModelServer;

/// <summary>What chunks say.</summary>
internal static class Chunks
{
    public static JsonElement Choice(this JsonElement json) => json.GetProperty("choices")[0];

    public static JsonElement Delta(this JsonElement chunk) => chunk.Choice().GetProperty("delta");

    public static string? Finish(this JsonElement json) => json.Choice().GetProperty("finish_reason").GetString();

    public static string? Content(this JsonElement json) => json.Choice().GetProperty("message").GetProperty("content").GetString();

    public static string Said(this IEnumerable<JsonElement> chunks) => string.Concat(chunks
        .Where(c => c.GetProperty("choices").GetArrayLength() > 0)
        .Select(c => c.Delta().TryGetProperty("content", out var content) ? content.GetString() : null));

    public static long Count(this JsonElement usage, string name, string? part = null) =>
        (part is null ? usage : usage.GetProperty(name)).GetProperty(part ?? name).GetInt64();
}
