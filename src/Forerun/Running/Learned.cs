using Forerun.Deciding;
using Forerun.Guessing;
using Forerun.Learning;

namespace Forerun.Running;

/// <summary>What runs have learned and hand on to the next: beliefs, forecasts, winnings, and the predictor with its values.</summary>
/// <param name="predictor">Who offers guesses. Default: <see cref="MostFrequent"/>. One per tenant: values never cross tenants.</param>
public sealed class Learned(IPredictor? predictor = null)
{
    /// <summary>How sure the guesses of each edge are.</summary>
    public Beliefs Beliefs { get; } = new();

    /// <summary>How long calls take and how many tokens.</summary>
    public Forecasts Forecasts { get; } = new();

    /// <summary>What bets have won and lost.</summary>
    public Winnings Winnings { get; } = new();

    /// <summary>Who offers guesses.</summary>
    public IPredictor Predictor { get; } = predictor ?? new MostFrequent();
}
