namespace Forerun.Deciding;

/// <summary>What a decision says.</summary>
public enum Verdict
{
    /// <summary>Do not hold the bet now.</summary>
    Wait,

    /// <summary>Hold the bet: start its calls, or let them go on.</summary>
    Speculate,

    /// <summary>The effects of a call do not allow it, whatever it would gain.</summary>
    Inadmissible,
}

/// <summary>When a decision was made.</summary>
public enum Phase
{
    /// <summary>Before the run, from priors and forecasts.</summary>
    Plan,

    /// <summary>When the upstream starts, or something has changed.</summary>
    Runtime,

    /// <summary>While the bet is under way.</summary>
    Stream,
}

/// <summary>Why a decision at run time differs from the planned one, or why a bet that would pay is not held.</summary>
public enum Reason
{
    /// <summary>It does not differ.</summary>
    None,

    /// <summary>The probability is another than planned.</summary>
    PosteriorMoved,

    /// <summary>The dial or the value of time was turned.</summary>
    DialTurned,

    /// <summary>Another price-book version is in force.</summary>
    PriceChanged,

    /// <summary>It would save fewer seconds than planned.</summary>
    Late,

    /// <summary>It would save more seconds than planned.</summary>
    Early,

    /// <summary>It would cost another sum than planned.</summary>
    CostMoved,

    /// <summary>Speculation is switched off.</summary>
    KillSwitch,

    /// <summary>What learning and being wrong may cost is used up.</summary>
    Allowance,

    /// <summary>A guess is bought only to learn how good its predictor is.</summary>
    Probe,

    /// <summary>A limit refused to start it.</summary>
    Limit,

    /// <summary>An edge is in a stage in which this run does not bet on it.</summary>
    Stage,
}
