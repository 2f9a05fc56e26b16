using System.Text;
using System.Text.Json;
using Forerun.Guessing.Tools;
using Forerun.Workflows;

namespace Forerun.Recording.Hiding;

/// <summary>Paths into values whose members have other names where they are hidden.</summary>
internal static class HiddenPath
{
    /// <summary>The path that leads where it did.</summary>
    /// <param name="path">Member names behind points and indexes in brackets, behind <c>$</c>.</param>
    /// <param name="value">The value that it leads into.</param>
    /// <param name="written">The same, hidden.</param>
    /// <param name="hiding">What hides names that the value has not.</param>
    public static string Of(string path, JsonElement value, JsonElement written, IHiding hiding)
    {
        var made = new StringBuilder(path[..1]);
        JsonElement? at = value, there = written;
        for (int from = 1, to; from < path.Length; from = to)
        {
            to = path.AsSpan(from + 1).IndexOfAny('.', '[') is >= 0 and var length ? from + 1 + length : path.Length;
            var part = path[(from + 1)..to].TrimEnd(']');
            var isIndex = at is null ? path[from] == '[' : at.Value.ValueKind == JsonValueKind.Array;
            var name = isIndex ? part : Same(at, there, part) ?? hiding.Name(part);
            made.Append(path, from, 1).Append(name).Append(path[from] == '[' ? "]" : "");
            (at, there) = (Within(at, part), Within(there, name));
        }

        return made.ToString();
    }

    /// <summary>Whether a name on the way may be hidden.</summary>
    public static bool MayDiffer(string path) => Words.IsValue(path);

    private static string? Same(JsonElement? value, JsonElement? written, string name) =>
        value is { ValueKind: JsonValueKind.Object } one && written is { ValueKind: JsonValueKind.Object } other
            ? one.EnumerateObject().Zip(other.EnumerateObject()).Where(m => m.First.NameEquals(name)).Select(m => m.Second.Name).FirstOrDefault()
            : null;

    private static JsonElement? Within(JsonElement? value, string part) => value is { } whole ? new Reading("", $"$.{part}").Find(whole) : null;
}
