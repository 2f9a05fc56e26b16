using Forerun.Deciding;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Learning.Depth;

namespace Forerun.Running;

/// <summary>What runs have learned and hand on to the next: beliefs, forecasts, depth values, winnings, and the predictor with its values.</summary>
public sealed record Learned
{
    /// <summary>How sure the guesses of each edge are.</summary>
    public Beliefs Beliefs { get; init; } = new();

    /// <summary>How long calls take and how many tokens.</summary>
    public Forecasts Forecasts { get; init; } = new();

    /// <summary>How many steps ahead a drafter is expected to be right.</summary>
    public DepthValues Depths { get; init; } = new();

    /// <summary>What bets have won and lost, by workflow.</summary>
    public Winnings Winnings { get; init; } = new();

    /// <summary>Who offers guesses. One per tenant: rates may be shared between tenants, values never.</summary>
    public IPredictor Predictor { get; init; } = new MostFrequent();
}
