using System.Text.Json;

namespace Forerun.Workflows;

/// <summary>What a dependency reads of an upstream's output: the whole, or the part at a path such as <c>$.label</c>.</summary>
/// <param name="Slot">The upstream's slot.</param>
/// <param name="Path">A JSON path of member names and indexes: <c>$</c> (default), <c>$.label</c>, <c>$.items[0].id</c>.</param>
public readonly record struct Reading(string Slot, string Path = "$")
{
    /// <summary>Whether it reads all of the output.</summary>
    private bool IsWhole => Path is "$" or "";

    /// <summary>
    /// Whether a text is a path: <c>$</c>, and then member names behind points and indexes in brackets. A name may hold anything but a point
    /// and brackets.
    /// </summary>
    public static bool IsPath(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0 || text[0] != '$') return false;
        for (var at = 1; at < text.Length;)
        {
            var rest = text.AsSpan(at + 1);
            var end = rest.IndexOfAny(".[]");
            var part = end < 0 ? rest : rest[..end];
            if (part.IsEmpty) return false;
            if (text[at] == '.') at += 1 + part.Length;
            else if (text[at] == '[' && end >= 0 && rest[end] == ']' && part.IndexOfAnyExceptInRange('0', '9') < 0) at += part.Length + 2;
            else return false;
        }

        return true;
    }

    /// <summary>The part that is read. A path that leads nowhere reads null.</summary>
    public Value Of(Value whole) =>
        IsWhole || ReferenceEquals(whole, Value.Unknown) ? whole : Find(whole.Json) is { } part ? Value.Of(part) : Value.Null;

    /// <summary>The part that is read; null where there is none.</summary>
    internal JsonElement? Find(JsonElement whole)
    {
        if (IsWhole) return whole;
        var at = whole;
        foreach (var range in Path.AsSpan(1).SplitAny('.', '['))
        {
            var part = Path.AsSpan(1)[range].TrimEnd(']');
            if (part.IsEmpty) continue;
            if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, out var index) && index >= 0 && index < at.GetArrayLength())
                at = at[index];
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
                return null;
        }

        return at;
    }
}
