using System.Text.Json;

namespace Forerun.Testing;

/// <summary>Properties of a JSON object that may be absent or of another kind.</summary>
internal static class JsonParts
{
    public static JsonElement? Part(this JsonElement json, string name, JsonValueKind kind) =>
        json.TryGetProperty(name, out var part) && part.ValueKind == kind ? part : null;

    public static string? Text(this JsonElement json, string name) => json.Part(name, JsonValueKind.String)?.GetString();

    public static long? Whole(this JsonElement json, string name) =>
        json.Part(name, JsonValueKind.Number) is { } part && part.TryGetInt64(out var number) ? number : null;

    public static bool Flag(this JsonElement json, string name) => json.Part(name, JsonValueKind.True) is not null;
}
