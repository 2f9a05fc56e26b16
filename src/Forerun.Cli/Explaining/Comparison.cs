using System.Globalization;
using Forerun.Deciding;

namespace Forerun.Cli.Explaining;

/// <summary>What a verdict was compared by, with its numbers.</summary>
internal static class Comparison
{
    public static string Of(Decision decision)
    {
        var terms = decision.Terms;
        if (decision.Measure is { } measure)
            return $"its {measure}, {Plain(decision.Score)}, {(decision.Score >= decision.ScoreThreshold ? "is not below" : "is below")} {Plain(decision.ScoreThreshold)}";
        var guess = terms.GuessPrice.Amount > 0 ? $" and {Dollars(terms.GuessPrice.Amount)} for the guess" : "";
        return $"P {Plain(terms.Probability)}{Cautious(decision)} × {Dollars(terms.Value.Amount)} of time ({Seconds(terms.Saved)} at {Dollars(terms.ValueOfTime.Amount)}/s) "
            + $"against {Plain(1 - terms.Probability)} × {Dollars(terms.Cost.Amount)} at risk{guess} comes to {Dollars(terms.ExpectedValue.Amount)}, "
            + $"{(terms.Pays ? "not below" : "below")} the {Dollars(terms.Threshold.Amount)} that dial {Plain(terms.Dial)} asks";
    }

    /// <summary>Dollars with four decimals, or as many as show that it is not nothing.</summary>
    public static string Dollars(decimal amount)
    {
        var digits = Math.Abs(amount) is > 0 and < 0.00005m ? "0.##########" : "0.0000";
        return (amount < 0 ? "-$" : "$") + Math.Abs(amount).ToString(digits, CultureInfo.InvariantCulture);
    }

    public static string Seconds(TimeSpan time) => (time.Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.0##", CultureInfo.InvariantCulture) + " s";

    private static string Cautious(Decision decision) => decision.Quantile is { } q ? $" (the {Plain(100 * q)} % quantile of beliefs)" : "";

    private static string Plain(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
