using Forerun.Pricing;

namespace Forerun.Testing;

/// <summary>Price books for simulated models, so that no test depends on what somebody charges today.</summary>
public static class SimulatedPrices
{
    /// <summary>The book: <c>large</c> at 10 and 30 USD per million tokens, <c>small</c> at 1 and 4.</summary>
    public static PriceBook Book { get; } = Times(1);

    /// <summary>The same models at another level of prices, as another version.</summary>
    /// <param name="factor">What every rate is multiplied by; not negative.</param>
    public static PriceBook Times(decimal factor) => PriceBookReader.Parse(
        FormattableString.Invariant($$"""
        { "version": "simulated-x{{factor}}", "models": [
          { "provider": "simulated", "model": "large", "input": {{10 * factor}}, "output": {{30 * factor}} },
          { "provider": "simulated", "model": "small", "input": {{factor}}, "output": {{4 * factor}} } ] }
        """),
        "simulated");
}
