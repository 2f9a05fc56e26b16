using System.Globalization;
using System.Text.Json;

namespace Forerun.Pricing.Reading;

/// <summary>A JSON value that knows where it stands, so that every fault can say so.</summary>
internal readonly record struct JsonPlace(JsonElement Value, string File, string Path)
{
    private string Kind => Value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        _ => "a number",
    };

    public PriceBookException Fault(string fault, string remedy) => new(File, Path, fault, remedy);

    public PriceBookException Wrong(string wanted, string example) =>
        Fault($"this is {Kind}, where {wanted} belongs", $"Write {example}");

    public IEnumerable<JsonPlace> Items(string wanted = "an array")
    {
        if (Value.ValueKind != JsonValueKind.Array)
            throw Wrong(wanted, "[ ... ]");
        var here = this;
        return Value.EnumerateArray().Select((item, i) => new JsonPlace(item, here.File, $"{here.Path}[{i}]"));
    }

    public IEnumerable<(string Name, JsonPlace Place)> Fields()
    {
        if (Value.ValueKind != JsonValueKind.Object)
            throw Wrong("an object", "{ ... }");
        var here = this;
        return Value.EnumerateObject().Select(f => (f.Name, new JsonPlace(f.Value, here.File, here.Below(f.Name))));
    }

    /// <summary>Refuses fields of other names: a misspelt optional field would otherwise pass for its default.</summary>
    public void Allow(params string[] known)
    {
        foreach (var (name, place) in Fields())
        {
            if (known.Contains(name, StringComparer.Ordinal))
                continue;
            var nearest = NearestNames.Of(name, known, 1)[0];
            throw place.Fault("there is no such field", $"Did you mean '{nearest}'? Fields here: {string.Join(", ", known)}");
        }
    }

    public JsonPlace? Optional(string name)
    {
        if (Value.ValueKind != JsonValueKind.Object)
            throw Wrong("an object", "{ ... }");
        return Value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? new(found, File, Below(name)) : null;
    }

    public JsonPlace Required(string name) =>
        Optional(name) ?? throw Fault($"the field '{name}' is missing", $"Add \"{name}\"");

    public string Text()
    {
        if (Value.ValueKind != JsonValueKind.String)
            throw Wrong("a string", "it in double quotes");
        var text = Value.GetString()!;
        return string.IsNullOrWhiteSpace(text) ? throw Fault("the text is blank", "Write a name, or leave the field out") : text;
    }

    /// <summary>A price, read from the digits as they stand, never through binary floating point.</summary>
    public decimal Price()
    {
        if (Value.ValueKind != JsonValueKind.Number)
            throw Wrong("a price (a number of USD)", "a plain number such as 2.5");
        if (!Value.TryGetDecimal(out var price) || price > Rate.Max)
            throw Fault($"the price {Short(Value.GetRawText())} is too large", $"Write at most {Rate.Max}");
        if (price < 0)
            throw Fault($"the price {price} is negative", "Write 0 or more");
        if (price == 0 && HasDigits(Value.GetRawText()))
            throw Fault($"the price {Short(Value.GetRawText())} is too small to be held", "Write 0, or a price of at most 28 decimals");
        return price;
    }

    public long Tokens()
    {
        if (Value.ValueKind != JsonValueKind.Number || !Value.TryGetInt64(out var count) || count < 0)
            throw Fault($"{Short(Value.GetRawText())} is not a token count", "Write a whole number, 0 or more");
        return count;
    }

    public DateOnly Date() =>
        DateOnly.TryParseExact(Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Fault($"'{Short(Text())}' is not a date", "Write year-month-day, such as 2026-11-01");

    /// <summary>A time of day in UTC: HH:mm or HH:mm:ss, with or without a Z.</summary>
    public TimeOnly Time() =>
        TimeOnly.TryParseExact(Text().TrimEnd('Z'), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Fault($"'{Short(Text())}' is not a time of day in UTC", "Write hours and minutes, such as 16:30");

    /// <summary>Text from a file as it may stand in a message: short, and on one line.</summary>
    public static string Short(string text) =>
        string.Concat((text.Length <= 60 ? text : text[..57] + "...").Select(c => char.IsControl(c) ? ' ' : c));

    // A mantissa other than zero: 1e-99 is not free, although a decimal cannot tell it from 0.
    private static bool HasDigits(string number) => number.Split('e', 'E')[0].AsSpan().ContainsAnyInRange('1', '9');

    private string Below(string name) => Path.Length == 0 ? Short(name) : $"{Path}.{Short(name)}";
}
