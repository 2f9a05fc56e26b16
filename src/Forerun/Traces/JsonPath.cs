using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Forerun.Traces;

/// <summary>Follows a reader through a document and knows which value comes next, for example <c>steps[3].seconds</c>.</summary>
internal sealed class JsonPath
{
    // An array is an entry without a name; an object between two fields has an empty one.
    private readonly List<(string? Name, int Index)> _entries = [];

    /// <summary>How many objects and arrays stand around the next value.</summary>
    public int Depth => _entries.Count;

    /// <summary>Goes past the reader's present token.</summary>
    public void Pass(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _entries[^1] = (Encoding.UTF8.GetString(reader.ValueSpan), 0);
                return;
            case JsonTokenType.StartObject:
                _entries.Add(("", 0));
                return;
            case JsonTokenType.StartArray:
                _entries.Add((null, 0));
                return;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _entries.RemoveAt(_entries.Count - 1);
                break;
        }
        if (_entries.Count > 0)
            _entries[^1] = _entries[^1].Name is null ? (null, _entries[^1].Index + 1) : ("", 0);
    }

    /// <summary>The path; <c>$</c> at the top.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, index) in _entries)
        {
            if (name is null)
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            else if (name.Length > 0)
                text.Append(text.Length > 0 ? "." : "").Append(name);
        }
        return text.Length > 0 ? text.ToString() : "$";
    }
}
