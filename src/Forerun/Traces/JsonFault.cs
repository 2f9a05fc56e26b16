using System.Text;
using System.Text.Json;
using Forerun.Files;

namespace Forerun.Traces;

/// <summary>Says where in a line its JSON stops being JSON, and why.</summary>
internal static class JsonFault
{
    private const int Shown = 60;

    /// <summary>The fault of a line that is known to have one, with the path of the value in which it lies; <c>$</c> at the top.</summary>
    public static MalformedFieldException Of(ReadOnlySpan<byte> line)
    {
        var path = new JsonPath();
        var reader = new Utf8JsonReader(line);
        try
        {
            while (reader.Read())
            {
                if (TokenCheck.WhatIsWrong(ref reader) is { } wrong)
                    return new MalformedFieldException(path.ToString(), wrong);
                path.Pass(ref reader);
            }
        }
        catch (JsonException e)
        {
            return path.Depth >= JsonReason.MaxDepth
                ? new MalformedFieldException(Outer(path), $"nested deeper than {JsonReason.MaxDepth} levels; nothing as deep is read")
                : new MalformedFieldException(path.ToString(), WhatIsWrong(line, e));
        }
        return new MalformedFieldException("$", "no JSON");
    }

    /// <summary>The key that stands twice in one object of a line that is known to have one.</summary>
    public static MalformedFieldException OfDuplicate(ReadOnlySpan<byte> line)
    {
        var path = new JsonPath();
        var keys = new Stack<HashSet<string>>();
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            path.Pass(ref reader);
            if (reader.TokenType == JsonTokenType.StartObject)
                keys.Push(new HashSet<string>(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject)
                keys.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && !keys.Peek().Add(reader.GetString()!))
                break;
        }
        return new MalformedFieldException(path.ToString(), "the key stands twice in its object");
    }

    // Sixty-four levels tell no more than the first few.
    private static string Outer(JsonPath path) => path.ToString() is { Length: > Shown } whole ? whole[..Shown] + "…" : path.ToString();

    private static string WhatIsWrong(ReadOnlySpan<byte> line, JsonException error)
    {
        var at = (int)Math.Min(error.BytePositionInLine ?? 0, line.Length);
        if (at == line.Length)
            return "the line ends in the middle of the run";
        foreach (var word in (ReadOnlySpan<string>)["NaN", "Infinity"])
        {
            if (line[at..].StartsWith(Encoding.UTF8.GetBytes(word)))
                return $"{word} is no JSON number";
        }
        return $"no JSON at byte {at + 1}: {JsonReason.Of(error)}";
    }
}
