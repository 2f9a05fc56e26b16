using System.Text.Json;
using Forerun.Pricing;

namespace Forerun.Ledgers;

/// <summary>The fields of one line, each read as what it must be.</summary>
internal readonly struct RowFields(JsonElement row)
{
    /// <summary>Whether the line has this field: some are left out where there is nothing to say.</summary>
    public bool Has(string name) => row.TryGetProperty(name, out _);

    public string Text(string name) => OptionalText(name) ?? throw new BadFieldException(name, "must be a text");

    public string? OptionalText(string name) => Of(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Null } => null,
        _ => throw new BadFieldException(name, "must be a text"),
    };

    public decimal Number(string name) => OptionalNumber(name) ?? throw new BadFieldException(name, "must be a number");

    public decimal? OptionalNumber(string name) => Of(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) => value,
        { ValueKind: JsonValueKind.Null } => null,
        _ => throw new BadFieldException(name, "must be a number that a decimal holds"),
    };

    public int Whole(string name) =>
        Of(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value)
            ? value
            : throw new BadFieldException(name, "must be a whole number");

    public bool Flag(string name) => Of(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new BadFieldException(name, "must be true or false"),
    };

    public Usd Money(string name) => new(Number(name));

    public TimeSpan Time(string name) => OptionalTime(name) ?? throw new BadFieldException(name, "must be a number of seconds");

    public TimeSpan? OptionalTime(string name)
    {
        if (OptionalNumber(name) is not { } seconds) return null;
        var most = TimeSpan.MaxValue.Ticks / (decimal)TimeSpan.TicksPerSecond;
        if (Math.Abs(seconds) > most) throw new BadFieldException(name, "is more seconds than a time span holds");
        return new TimeSpan((long)(seconds * TimeSpan.TicksPerSecond));
    }

    public DateTimeOffset Moment(string name) =>
        Of(name) is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var value)
            ? value
            : throw new BadFieldException(name, "must be a date and time, for example 2026-07-25T12:00:00+00:00");

    public T Word<T>(string name)
        where T : struct, Enum => OptionalWord<T>(name) ?? throw Unknown<T>(name);

    public T? OptionalWord<T>(string name)
        where T : struct, Enum
    {
        if (OptionalText(name) is not { } word) return null;
        return Words.TryParse<T>(word, out var value) ? value : throw Unknown<T>(name);
    }

    public IReadOnlyList<string> List(string name)
    {
        var list = Of(name);
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.String))
            throw new BadFieldException(name, "must be a list of texts");
        return [.. list.EnumerateArray().Select(e => e.GetString()!)];
    }

    public IReadOnlyList<int> Wholes(string name) =>
        Of(name) is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out _))
            ? [.. list.EnumerateArray().Select(e => e.GetInt32())]
            : throw new BadFieldException(name, "must be a list of whole numbers");

    public RowFields? Object(string name) => Of(name) switch
    {
        { ValueKind: JsonValueKind.Object } fields => new RowFields(fields),
        { ValueKind: JsonValueKind.Null } => null,
        _ => throw new BadFieldException(name, "must be an object"),
    };

    public long? Count(string name) =>
        OptionalNumber(name) is not { } number ? null
        : number == Math.Truncate(number) && Math.Abs(number) <= long.MaxValue ? (long)number
        : throw new BadFieldException(name, "must be a whole number");

    private JsonElement Of(string name) =>
        row.TryGetProperty(name, out var value) ? value : throw new BadFieldException(name, "is missing");

    private static BadFieldException Unknown<T>(string name)
        where T : struct, Enum => new(name, $"must be one of {Words.All<T>()}");
}

/// <summary>A field is not what it must be.</summary>
internal sealed class BadFieldException(string field, string fault) : Exception($"'{field}' {fault}");
