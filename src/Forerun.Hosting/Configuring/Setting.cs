using System.Globalization;
using Forerun.Calibrating;
using Forerun.Policies;

namespace Forerun.Hosting.Configuring;

/// <summary>One key of the configuration that has one value.</summary>
/// <param name="Key">The key, below the section.</param>
/// <param name="Takes">What it takes, as in "it takes …".</param>
/// <param name="Default">What holds without it.</param>
/// <param name="TrySet">Sets it from text; false if the text is nothing of the kind.</param>
internal sealed record Setting(string Key, string Takes, string Default, Func<ForerunOptions, string, bool> TrySet)
{
    /// <summary>All there are. Prices and Models are lists and have keys below them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("Enabled", "true or false", "true", (o, text) => Parsed(bool.TryParse(text, out var v), v, x => o.Enabled = x)),
        new("Mode", "economy, balanced or performance", "balanced", (o, text) => Parsed(IsMode(text, out var v), v, x => o.Mode = x)),
        new("Dial", "a number from 0 (cost first) to 1 (latency first)", "as Mode says", (o, text) => Number(text, x => o.Dial = x)),
        new("Target", Forerun.Aiming.Target.Takes, "none, the dial stays", (o, text) => Parsed(true, text, x => o.Target = x)),
        new("ValueOfTime", "USD for a second sooner, 0 or more", "0.01", (o, text) => Number(text, x => o.ValueOfTime = x)),
        new("Quantile", "a number above 0, at most 0.5", "the mean", (o, text) => Number(text, x => o.Quantile = x)),
        new("Forget", "a number above 0, at most 1", "1, nothing is forgotten", (o, text) => Number(text, x => o.Forget = (double)x)),
        new("Entry", "at-once or gated", "at-once", (o, text) => Parsed(IsEntry(text, out var v), v, x => o.Entry = x)),
        new("Policy", $"one of {string.Join(", ", LivePolicies.All)} ({LivePolicies.Letters})", LivePolicies.Default, (o, text) => Parsed(true, text, x => o.Policy = x)),
        new("Ledger", "a file, or none", "ledger.db in the user's data folder", (o, text) => Parsed(true, text, x => o.Ledger = x)),
        new("Learned", "a file, or none", "learned.db in the user's data folder", (o, text) => Parsed(true, text, x => o.Learned = x)),
        new("SpanContent", "true or false", "false", (o, text) => Parsed(bool.TryParse(text, out var v), v, x => o.SpanContent = x)),
        new("Limits:Attempts", "a whole number, at least 1", "no limit", (o, text) => Whole(text, x => o.Limits.Attempts = x)),
        new("Limits:RequestsPerMinute", "a whole number, at least 1", "no limit", (o, text) => Whole(text, x => o.Limits.RequestsPerMinute = x)),
        new("Limits:TokensPerMinute", "a whole number, at least 1", "no limit", (o, text) => Long(text, x => o.Limits.TokensPerMinute = x)),
        new("Limits:DollarsPerRun", "USD, above 0", "no limit", (o, text) => Number(text, x => o.Limits.DollarsPerRun = x)),
        new("Limits:DollarsPerHour", "USD, above 0", "no limit", (o, text) => Number(text, x => o.Limits.DollarsPerHour = x)),
        new("Limits:DollarsPerDay", "USD, above 0", "no limit", (o, text) => Number(text, x => o.Limits.DollarsPerDay = x)),
        new("Limits:SpeculativeShare", "a number from 0 to 1", "0.5", (o, text) => Number(text, x => o.Limits.SpeculativeShare = x)),
    ];

    private static bool Number(string text, Action<decimal> set) =>
        Parsed(decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value), value, set);

    private static bool Whole(string text, Action<int> set) =>
        Parsed(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value), value, set);

    private static bool Long(string text, Action<long> set) =>
        Parsed(long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value), value, set);

    private static bool IsMode(string text, out ForerunMode mode) => Enum.TryParse(text, ignoreCase: true, out mode) && char.IsLetter(text[0]);

    private static bool IsEntry(string text, out Entry entry)
    {
        entry = text.Equals("gated", StringComparison.OrdinalIgnoreCase) ? Entry.Gated : Entry.AtOnce;
        return entry == Entry.Gated || text.Equals("at-once", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Parsed<T>(bool isOne, T value, Action<T> set)
    {
        if (isOne) set(value);
        return isOne;
    }
}
