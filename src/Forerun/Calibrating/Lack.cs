namespace Forerun.Calibrating;

/// <summary>What keeps an edge from the next stage.</summary>
internal enum Lack
{
    /// <summary>Its downstream may not run on a guess at all.</summary>
    Admissibility,

    /// <summary>Decisions on which a bet pays.</summary>
    Decisions,

    /// <summary>It is not sure to be right as often as its bets need.</summary>
    Rate,

    /// <summary>What is said and what comes true are too far apart.</summary>
    Bias,

    /// <summary>Its probabilities come out no better than a coin's.</summary>
    Brier,

    /// <summary>Bets that have ended.</summary>
    Bets,

    /// <summary>It has lost more than it won.</summary>
    Winnings,
}
