namespace Forerun.Hosting.Configuring;

/// <summary>What is read at the start alone.</summary>
internal static class Fixed
{
    /// <summary>The keys of it that have changed.</summary>
    public static IReadOnlyList<string> Changed(ForerunOptions before, ForerunOptions now)
    {
        List<string> keys = [];
        if (before.Ledger != now.Ledger) keys.Add($"{now.Section}:Ledger");
        if (before.Learned != now.Learned) keys.Add($"{now.Section}:Learned");
        if (!before.Forget.Equals(now.Forget)) keys.Add($"{now.Section}:Forget");
        if (Of(before.Limits) != Of(now.Limits)) keys.Add($"{now.Section}:Limits");
        return keys;
    }

    private static (int?, int?, long?, decimal?, decimal?, decimal?, decimal) Of(ForerunLimits limits) =>
        (limits.Attempts, limits.RequestsPerMinute, limits.TokensPerMinute, limits.DollarsPerRun, limits.DollarsPerHour, limits.DollarsPerDay,
            limits.SpeculativeShare);
}
