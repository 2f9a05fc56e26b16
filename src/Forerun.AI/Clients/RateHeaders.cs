using System.Globalization;

namespace Forerun.AI.Clients;

/// <summary>What headers say of a service's limits. Those that say it in another way than these are passed over.</summary>
internal static class RateHeaders
{
    /// <summary>How long to wait, by <c>retry-after-ms</c>, else <c>Retry-After</c> in seconds or as a date (RFC 9110, 10.2.3).</summary>
    public static TimeSpan? RetryAfter(Func<string, string?> header, DateTimeOffset now)
    {
        if (Number(header("retry-after-ms")) is { } milliseconds) return TimeSpan.FromMilliseconds(milliseconds);
        var text = header("retry-after");
        if (Number(text) is { } seconds) return TimeSpan.FromSeconds(seconds);
        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)) return null;
        return date > now ? date - now : TimeSpan.Zero;
    }

    /// <summary>A whole number that is not negative.</summary>
    public static long? Count(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>A time as OpenAI writes it: <c>6m0s</c>, <c>1.5s</c>, <c>20ms</c>, <c>1h2m3s</c>; days are <c>d</c>.</summary>
    public static TimeSpan? Duration(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var (total, at) = (0.0, 0);
        while (at < text.Length)
        {
            var end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
            if (Number(text[at..end]) is not { } number) return null;
            at = end;
            while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
            if (SecondsIn(text[end..at]) is not { } unit) return null;
            total += number * unit;
        }

        return total <= TimeSpan.FromDays(365).TotalSeconds ? TimeSpan.FromSeconds(total) : null;
    }

    private static double? SecondsIn(string unit) => unit switch
    {
        "ms" => 0.001,
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => null,
    };

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number <= TimeSpan.FromDays(1).TotalMilliseconds ? number : null;
}
