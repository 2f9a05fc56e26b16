namespace Forerun.Traces;

/// <summary>Reads durations, which a trace gives in seconds.</summary>
internal static class SecondsReader
{
    /// <summary>The longest duration accepted, in seconds: a little over 31 years.</summary>
    public const double Longest = 1e9;

    public static TimeSpan Duration(JsonFields fields, ReadOnlySpan<byte> name) =>
        DurationOrNull(fields, name) ?? throw JsonFields.Wrong(name, "missing");

    public static TimeSpan? DurationOrNull(JsonFields fields, ReadOnlySpan<byte> name) =>
        fields.Number(name, 0, Longest) is { } seconds ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : null;
}
