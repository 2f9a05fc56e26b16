using System.Text.Json;
using Forerun.Ledgers;

namespace Forerun.Recording;

/// <summary>What recorders add to the fields that the trace format knows: a reader keeps such fields and needs none of them.</summary>
public static class Marks
{
    /// <summary>No marks.</summary>
    public static IReadOnlyDictionary<string, JsonElement> None { get; } = new Dictionary<string, JsonElement>();

    /// <summary>The marks of a run: what became of its values, and how it ended unless with an answer.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(Veil veil, string? end = null)
    {
        ArgumentNullException.ThrowIfNull(veil);
        return Of(("content", veil.Word), ("content_key", veil.KeyName), ("end", end));
    }

    /// <summary>Marks by name; those without a value are left out.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(params ReadOnlySpan<(string Name, object? Value)> marks)
    {
        var made = new Dictionary<string, JsonElement>();
        foreach (var (name, value) in marks)
            if (value is not null) made[name] = value as JsonElement? ?? JsonSerializer.SerializeToElement(value, value.GetType());
        return made;
    }

    internal static string Word(RunEnd end) => JsonNamingPolicy.SnakeCaseLower.ConvertName(end.ToString());
}
