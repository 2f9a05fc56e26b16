using Forerun.Pricing;

namespace Forerun.Deciding;

/// <summary>
/// The terms of a bet, and the rule: EV = P·L − (1 − P)·C − G, speculate iff EV ≥ (1 − alpha)·C.
/// P, L, C and the rule are published (arXiv 2606.07846, D4); G, the price of the guess itself, is ours. All in decimal.
/// </summary>
/// <param name="Probability">P: that all guesses hold, 0 to 1, rounded to 12 decimals.</param>
/// <param name="Saved">dT: how much shorter the expected schedule is if they do.</param>
/// <param name="Cost">C: what is still to be spent on the calls and lost on a miss, in USD.</param>
/// <param name="GuessPrice">G: what the guess still costs, in USD, paid whether it is right or wrong.</param>
/// <param name="ValueOfTime">lambda: USD per second of latency.</param>
/// <param name="Dial">alpha: 0 cost first, 1 latency first.</param>
public readonly record struct Terms(
    decimal Probability, TimeSpan Saved, Usd Cost, Usd GuessPrice, Usd ValueOfTime, decimal Dial)
{
    /// <summary>A probability as it is decided on and stored: clamped to 0..1 and rounded to 12 decimals; NaN counts as 0.</summary>
    public static decimal Round(double probability) =>
        double.IsNaN(probability) ? 0 : Math.Round((decimal)Math.Clamp(probability, 0, 1), 12);

    /// <summary>dT in seconds.</summary>
    public decimal SavedSeconds => Saved.Ticks / (decimal)TimeSpan.TicksPerSecond;

    /// <summary>L = lambda·dT, in USD.</summary>
    public Usd Value => SavedSeconds * ValueOfTime;

    /// <summary>EV in USD.</summary>
    public Usd ExpectedValue => (Probability * Value) - ((1 - Probability) * Cost) - GuessPrice;

    /// <summary>(1 − alpha)·C in USD: what the dial asks of the expected value.</summary>
    public Usd Threshold => (1 - Dial) * Cost;

    /// <summary>EV less its threshold, in USD: not negative means speculate.</summary>
    public Usd Margin => ExpectedValue - Threshold;

    /// <summary>Whether the rule says speculate.</summary>
    public bool Pays => Margin.Amount >= 0;

    /// <summary>
    /// What the bet is expected to bring for each dollar at risk: EV / (C + G), whatever the dial (ours). Less than a millionth of a dollar at
    /// risk counts as that.
    /// </summary>
    public decimal Return => ExpectedValue.Amount / Math.Max((Cost + GuessPrice).Amount, 0.000_001m);

    /// <summary>P*: the probability at which the bet breaks even. Above 1: it cannot.</summary>
    public decimal BreakEvenProbability =>
        (Value + Cost).Amount is var sum && sum > 0 ? (((2 - Dial) * Cost) + GuessPrice).Amount / sum : 0;

    /// <summary>k_crit(alpha) = (1 + L/C) / (2 − alpha): a uniform k-way router waits above it (§7.6). Null when C is zero.</summary>
    public decimal? CriticalWays => Cost.Amount > 0 ? (1 + (Value.Amount / Cost.Amount)) / (2 - Dial) : null;

    /// <summary>The value of time, in USD per second, at which the bet breaks even. Null when no value does.</summary>
    public Usd? ImpliedValueOfTime => Probability * SavedSeconds is var seconds && seconds > 0
        ? new Usd((((2 - Dial - Probability) * Cost) + GuessPrice).Amount / seconds)
        : null;
}
