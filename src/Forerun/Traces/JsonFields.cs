using System.Text;
using System.Text.Json;

namespace Forerun.Traces;

/// <summary>Reads the fields of one JSON object, saying which one is wrong and how. A field that is null counts as absent.</summary>
internal readonly struct JsonFields
{
    private readonly JsonElement _object;

    public JsonFields(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new MalformedFieldException("", $"expected an object, found {JsonWords.Describe(value)}");
        _object = value;
    }

    /// <summary>The field as it stands, JSON null included; null when it is absent.</summary>
    public JsonElement? Find(ReadOnlySpan<byte> name) => _object.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The field; null when it is absent or JSON null.</summary>
    public JsonElement? Present(ReadOnlySpan<byte> name) =>
        _object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string Text(ReadOnlySpan<byte> name)
    {
        var text = TextOrNull(name) ?? throw Wrong(name, "missing");
        return text.Length > 0 ? text : throw Wrong(name, "empty");
    }

    public string? TextOrNull(ReadOnlySpan<byte> name)
    {
        if (Present(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw Wrong(name, $"expected a string, found {JsonWords.Describe(value)}");
    }

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>; null when absent.</summary>
    public double? Number(ReadOnlySpan<byte> name, double low, double high)
    {
        if (Present(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number))
            throw Wrong(name, $"expected a number, found {JsonWords.Describe(value)}");
        return number >= low && number <= high
            ? number
            : throw Wrong(name, $"expected {low:0.#####} to {high:0.#####}, found {JsonWords.Describe(value)}");
    }

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>; null when absent. <c>12.0</c> is whole.</summary>
    public long? Whole(ReadOnlySpan<byte> name, long low, long high)
    {
        if (Number(name, low, high) is not { } number)
            return null;
        return number == Math.Floor(number) ? (long)number : throw Wrong(name, $"expected a whole number, found {number}");
    }

    /// <summary>Dollars, exact, from 0 to a million; null when absent.</summary>
    public decimal? Dollars(ReadOnlySpan<byte> name) =>
        Number(name, 0, 1_000_000) is null ? null : Present(name)!.Value.TryGetDecimal(out var dollars) ? dollars : throw Wrong(name, "no decimal number");

    /// <summary>One of a few words; null when absent.</summary>
    public T? Word<T>(ReadOnlySpan<byte> name, ReadOnlySpan<(string Word, T Value)> words)
        where T : struct
    {
        if (Present(name) is not { } value)
            return null;
        foreach (var (word, meaning) in words)
        {
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(word))
                return meaning;
        }
        var known = string.Join(", ", words.ToArray().Select(w => w.Word));
        throw Wrong(name, $"expected one of {known}, found {JsonWords.Describe(value)}");
    }

    /// <summary>An object of its own; null when absent.</summary>
    public T? Inner<T>(ReadOnlySpan<byte> name, Func<JsonFields, T> read)
        where T : class
    {
        if (Present(name) is not { } value)
            return null;
        try
        {
            return read(new JsonFields(value));
        }
        catch (MalformedFieldException e)
        {
            throw e.Under(Encoding.UTF8.GetString(name));
        }
    }

    /// <summary>The items of an array; null when absent.</summary>
    public List<T>? Items<T>(ReadOnlySpan<byte> name, Func<JsonElement, T> read)
    {
        if (Present(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            throw Wrong(name, $"expected an array, found {JsonWords.Describe(value)}");
        var items = new List<T>(value.GetArrayLength());
        try
        {
            foreach (var item in value.EnumerateArray())
                items.Add(read(item));
        }
        catch (MalformedFieldException e)
        {
            throw e.Under($"{Encoding.UTF8.GetString(name)}[{items.Count}]");
        }
        return items;
    }

    /// <summary>The fields that are none of the known ones.</summary>
    public IReadOnlyDictionary<string, JsonElement> Others(ReadOnlySpan<string> known) => OtherFields.Of(_object, known);

    public static MalformedFieldException Wrong(ReadOnlySpan<byte> name, string message) => new(Encoding.UTF8.GetString(name), message);
}
