using System.Globalization;
using System.Text.RegularExpressions;

namespace Forerun.Aiming;

/// <summary>What an operator wants instead of a dial: a bound on dollars, or on how long people wait. See docs/targets.md.</summary>
public sealed partial record Target
{
    private Target(decimal? extraPercent, decimal quantile, TimeSpan within) => (ExtraPercent, Quantile, Within) = (extraPercent, quantile, within);

    /// <summary>How texts of targets look, for messages.</summary>
    public const string Takes = "extra<=20% or p95<=8s, with other numbers";

    /// <summary>At most so many percent more dollars than without bets; null: it is a target of time.</summary>
    public decimal? ExtraPercent { get; }

    /// <summary>Of a target of time: the share of runs that should be answered in time, above 0 and below 1.</summary>
    public decimal Quantile { get; }

    /// <summary>Of a target of time: how long people should wait at most.</summary>
    public TimeSpan Within { get; }

    /// <summary>At most so many percent more dollars than the same runs would cost without bets, 0 to 1,000; as fast as that allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public static Target Extra(decimal percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 1_000);
        return new(percent, 0, TimeSpan.Zero);
    }

    /// <summary>So many percent of the runs are answered within a time, 1 to 99; as cheaply as that allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range: the time must be above 0.</exception>
    public static Target Answered(int percent, TimeSpan within)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 99);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(within, TimeSpan.Zero);
        return new(null, percent / 100m, within);
    }

    /// <summary>Reads <c>extra&lt;=20%</c> and <c>p95&lt;=8s</c>; null if it is neither.</summary>
    public static Target? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = Form().Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups["bound"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var bound)) return null;
        if (match.Groups["extra"].Success) return bound <= 1_000 ? Extra(bound) : null;
        var percent = int.Parse(match.Groups["percent"].Value, CultureInfo.InvariantCulture);
        return percent is >= 1 and <= 99 && bound is >= 0.001m and <= 1_000_000 ? Answered(percent, TimeSpan.FromTicks((long)(bound * TimeSpan.TicksPerSecond))) : null;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => ExtraPercent is { } percent
        ? string.Create(CultureInfo.InvariantCulture, $"extra<={percent:0.############}%")
        : string.Create(CultureInfo.InvariantCulture, $"p{Quantile * 100:0}<={Within.Ticks / (decimal)TimeSpan.TicksPerSecond:0.#######}s");

    [GeneratedRegex(@"^\s*((?<extra>extra)\s*<=\s*(?<bound>[0-9.]{1,20})\s*%|p(?<percent>[0-9]{1,2})\s*<=\s*(?<bound>[0-9.]{1,20})\s*s)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
