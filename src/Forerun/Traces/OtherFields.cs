using System.Collections.ObjectModel;
using System.Text.Json;

namespace Forerun.Traces;

/// <summary>Keeps what the format doesn't know, so that a trace that is read and written again has lost nothing.</summary>
internal static class OtherFields
{
    public static IReadOnlyDictionary<string, JsonElement> Of(JsonElement value, ReadOnlySpan<string> known)
    {
        Dictionary<string, JsonElement>? others = null;
        foreach (var property in value.EnumerateObject())
        {
            if (!IsKnown(property, known))
                (others ??= new(StringComparer.Ordinal)).Add(property.Name, property.Value);
        }
        return others is null ? NoFields.Instance : new ReadOnlyDictionary<string, JsonElement>(others);
    }

    private static bool IsKnown(JsonProperty property, ReadOnlySpan<string> known)
    {
        foreach (var name in known)
        {
            if (property.NameEquals(name))
                return true;
        }
        return false;
    }
}
