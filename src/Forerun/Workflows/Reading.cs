using System.Text.Json;

namespace Forerun.Workflows;

/// <summary>What a dependency reads of an upstream's output: the whole, or the part at a path such as <c>$.label</c>.</summary>
/// <param name="Slot">The upstream's slot.</param>
/// <param name="Path">A JSON path of member names and indexes: <c>$</c> (default), <c>$.label</c>, <c>$.items[0].id</c>.</param>
public readonly record struct Reading(string Slot, string Path = "$")
{
    /// <summary>The part that is read. A path that leads nowhere reads null.</summary>
    public Value Of(Value whole)
    {
        if (Path is "$" or "" || ReferenceEquals(whole, Value.Unknown)) return whole;
        var at = whole.Json;
        foreach (var range in Path.AsSpan(1).SplitAny('.', '['))
        {
            var part = Path.AsSpan(1)[range].TrimEnd(']');
            if (part.IsEmpty) continue;
            if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, out var index) && index >= 0 && index < at.GetArrayLength())
                at = at[index];
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
                return Value.Null;
        }

        return Value.Of(at);
    }
}
