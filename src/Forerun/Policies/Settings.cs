using Forerun.Calibrating;
using Forerun.Pricing;

namespace Forerun.Policies;

/// <summary>What an operator may change while runs are under way.</summary>
public sealed record Settings
{
    /// <summary>alpha: 0 cost first (economy), 0.5 balanced (default), 1 latency first (performance).</summary>
    public decimal Dial { get; init; } = 0.5m;

    /// <summary>lambda in USD per second of latency. Default: 0.01, which is 36 USD an hour.</summary>
    public Usd ValueOfTime { get; init; } = new(0.01m);

    /// <summary>
    /// Decides on this quantile of what is believed of an edge instead of its mean: the fewer observations, the more careful; the same in the
    /// limit. Above 0, at most 0.5; null (default): the mean. A probability that a predictor itself says is taken as it is.
    /// </summary>
    public decimal? Quantile { get; init; }

    /// <summary>
    /// The kill-switch: false drops every bet at once and makes none. No policy and no predictor is asked from then on, and neither learns.
    /// Default: true.
    /// </summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How new edges come to be bet on, and what edges have to show to go on. Default: at once; see docs/calibration.md.</summary>
    public Gates Gates { get; init; } = new();

    /// <summary>
    /// A target in place of the dial: then <see cref="Dial"/> is where it begins, and each settled run of a workflow moves it for the next
    /// (docs/targets.md). Default: null, the dial stays where it is put.
    /// </summary>
    public Aiming.Target? Target { get; init; }

    /// <summary>The price book in force. Default: the one that ships.</summary>
    public PriceBook Prices { get; init; } = DefaultPriceBook.Load();

    /// <summary>
    /// What a cancelled call costs, whoever bills it; null (default): by the price book's rule for the provider, else
    /// <see cref="Pricing.CancelRule.Full"/>, since many providers bill so.
    /// </summary>
    public CancelRule? CancelRule { get; init; }

    /// <summary>All that is wrong with these settings; empty if nothing is.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            var errors = new List<string>();
            if (Dial is < 0 or > 1) errors.Add($"Dial is {Dial}; it must be from 0 (cost first) to 1 (latency first).");
            if (ValueOfTime.Amount < 0) errors.Add($"ValueOfTime is {ValueOfTime}; it must not be negative.");
            if (Quantile is <= 0 or > 0.5m) errors.Add($"Quantile is {Quantile}; it must be above 0 and at most 0.5, or null for the mean.");
            errors.AddRange(Gates.Errors);
            return errors;
        }
    }
}
