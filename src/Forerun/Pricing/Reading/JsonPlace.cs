using System.Globalization;
using System.Text.Json;

namespace Forerun.Pricing.Reading;

/// <summary>
/// A JSON value that knows where it stands, so that every fault can say so. A fault is noted and something harmless is read instead; of a
/// value that is missing nothing more is said.
/// </summary>
internal readonly record struct JsonPlace(JsonElement Value, Faults Faults, string Path)
{
    private bool IsMissing => Value.ValueKind == JsonValueKind.Undefined;

    private string Kind => Value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        _ => "a number",
    };

    public void Fault(string fault, string remedy) => Faults.Note(new PriceBookFault(Path, fault, remedy));

    private void Wrong(string wanted, string example)
    {
        if (!IsMissing) Fault($"this is {Kind}, where {wanted} belongs", $"Write {example}");
    }

    public IEnumerable<JsonPlace> Items(string wanted = "an array")
    {
        var here = this;
        if (Value.ValueKind == JsonValueKind.Array) return Value.EnumerateArray().Select((item, i) => here.At(item, $"{here.Path}[{i}]"));
        Wrong(wanted, "[ ... ]");
        return [];
    }

    public IEnumerable<(string Name, JsonPlace Place)> Fields()
    {
        var here = this;
        if (IsObject()) return Value.EnumerateObject().Select(f => (f.Name, here.At(f.Value, here.Below(f.Name))));
        return [];
    }

    /// <summary>Refuses fields of other names: a misspelt optional field would otherwise pass for its default.</summary>
    public void Allow(params string[] known)
    {
        foreach (var (name, place) in Fields())
        {
            if (known.Contains(name, StringComparer.Ordinal))
                continue;
            var meant = NearestNames.Meant(name, known) is { } near ? $"Did you mean '{near}'? " : "";
            place.Fault("there is no such field", $"{meant}Fields here: {string.Join(", ", known)}");
        }
    }

    public JsonPlace? Optional(string name)
    {
        if (Value.ValueKind != JsonValueKind.Object) return null;
        return Value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? At(found, Below(name)) : null;
    }

    public JsonPlace Required(string name)
    {
        if (Optional(name) is { } found) return found;
        if (Value.ValueKind == JsonValueKind.Object) Fault($"the field '{name}' is missing", $"Add \"{name}\"");
        return At(default, Below(name));
    }

    /// <summary>Whether this is an object; if not, that is the fault.</summary>
    public bool IsObject()
    {
        if (Value.ValueKind == JsonValueKind.Object) return true;
        Wrong("an object", "{ ... }");
        return false;
    }

    public string Text()
    {
        if (Value.ValueKind != JsonValueKind.String)
        {
            Wrong("a string", "it in double quotes");
            return "";
        }

        var text = Value.GetString()!;
        if (string.IsNullOrWhiteSpace(text)) Fault("the text is blank", "Write a name, or leave the field out");
        return text;
    }

    /// <summary>A price, read from the digits as they stand, never through binary floating point.</summary>
    public decimal Price()
    {
        if (Value.ValueKind != JsonValueKind.Number)
            Wrong("a price (a number of USD)", "a plain number such as 2.5");
        else if (!Value.TryGetDecimal(out var price) || price > Rate.Max)
            Fault($"the price {Short(Value.GetRawText())} is too large", $"Write at most {Rate.Max}");
        else if (price < 0)
            Fault($"the price {price} is negative", "Write 0 or more");
        else if (price == 0 && HasDigits(Value.GetRawText()))
            Fault($"the price {Short(Value.GetRawText())} is too small to be held", "Write 0, or a price of at most 28 decimals");
        else
            return price;
        return 0;
    }

    /// <summary>A number of tokens; null if it is none.</summary>
    public long? Tokens()
    {
        if (Value.ValueKind == JsonValueKind.Number && Value.TryGetInt64(out var count) && count >= 0) return count;
        if (!IsMissing) Fault($"{Short(Value.GetRawText())} is not a token count", "Write a whole number, 0 or more");
        return null;
    }

    public DateOnly? Date()
    {
        var text = Text();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        if (text.Length > 0) Fault($"'{Short(text)}' is not a date", "Write year-month-day, such as 2026-11-01");
        return null;
    }

    /// <summary>A time of day in UTC: HH:mm or HH:mm:ss, with or without a Z.</summary>
    public TimeOnly? Time()
    {
        var text = Text();
        if (TimeOnly.TryParseExact(text.TrimEnd('Z'), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        if (text.Length > 0) Fault($"'{Short(text)}' is not a time of day in UTC", "Write hours and minutes, such as 16:30");
        return null;
    }

    /// <summary>Text from a file as it may stand in a message: short, and on one line.</summary>
    public static string Short(string text) =>
        string.Concat((text.Length <= 60 ? text : text[..57] + "...").Select(c => char.IsControl(c) ? ' ' : c));

    // A mantissa other than zero: 1e-99 is not free, although a decimal cannot tell it from 0.
    private static bool HasDigits(string number) => number.Split('e', 'E')[0].AsSpan().ContainsAnyInRange('1', '9');

    private JsonPlace At(JsonElement value, string path) => new(value, Faults, path);

    private string Below(string name) => Path.Length == 0 ? Short(name) : $"{Path}.{Short(name)}";
}
