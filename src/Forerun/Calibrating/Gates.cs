using Forerun.Pricing;

namespace Forerun.Calibrating;

/// <summary>What an edge has to show before it goes on, and when it goes back. The stages are published, these numbers are ours: docs/calibration.md.</summary>
public sealed record Gates
{
    /// <summary>How new edges come to be bet on. Default: at once.</summary>
    public Entry Entry { get; init; }

    /// <summary>Whether edges go on by themselves when they have passed; else somebody has to say so. Default: true.</summary>
    public bool Automatic { get; init; } = true;

    /// <summary>Decisions of recorded runs whose truth is known, before shadow. At least 1. Default: 50.</summary>
    public int OfflineDecisions { get; init; } = 50;

    /// <summary>Decisions in shadow whose truth is known, before canary. At least 1. Default: 100.</summary>
    public int ShadowDecisions { get; init; } = 100;

    /// <summary>Bets that have ended in each share of the canary, before the next. At least 1. Default: 20.</summary>
    public int CanaryBets { get; init; } = 20;

    /// <summary>The shares of runs that bet in canary, one after the other: above 0, below 1, rising. Default: 0.01, 0.05, 0.25.</summary>
    public IReadOnlyList<decimal> Shares { get; init; } = [0.01m, 0.05m, 0.25m];

    /// <summary>The largest distance of the mean probability said from the rate of hits. Default: 0.1.</summary>
    public double MostBias { get; init; } = 0.1;

    /// <summary>The worst Brier score. Default: 0.25, that of a coin.</summary>
    public double MostBrier { get; init; } = 0.25;

    /// <summary>At which quantile of its record an edge has to be right as often as its bets need. Above 0, at most 0.5. Default: 0.1.</summary>
    public double Quantile { get; init; } = 0.1;

    /// <summary>The most that an edge may be down in canary since it was at its best, USD: a hard cap. Default: 1.</summary>
    public Usd CanaryCap { get; init; } = new(1);

    /// <summary>The most that an edge may be down since it was at its best, online or having entered at once, USD. Default: 5.</summary>
    public Usd WasteBudget { get; init; } = new(5);

    /// <summary>All that is wrong with these gates; empty if nothing is.</summary>
    public IEnumerable<string> Errors
    {
        get
        {
            if (OfflineDecisions < 1 || ShadowDecisions < 1 || CanaryBets < 1) yield return "Gates ask for at least 1 decision and 1 bet.";
            if (Shares.Count == 0 || Shares.Any(s => s is <= 0 or >= 1) || Shares.Zip(Shares.Skip(1)).Any(s => s.First >= s.Second))
                yield return "Gates.Shares must be above 0, below 1 and rising, for example 0.01, 0.05, 0.25.";
            if (Quantile is not (> 0 and <= 0.5)) yield return $"Gates.Quantile is {Quantile}; it must be above 0 and at most 0.5.";
            if (CanaryCap.Amount < 0 || WasteBudget.Amount < 0) yield return "Gates.CanaryCap and Gates.WasteBudget must not be negative.";
        }
    }
}
