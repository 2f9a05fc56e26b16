namespace Forerun.Calibrating;

/// <summary>How far an edge is trusted. Names and order are published (arXiv 2606.07846, five-stage calibration); what they ask for is ours.</summary>
public enum Stage
{
    /// <summary>Nobody has looked yet: recorded runs are to be replayed first. Where edges enter at once, these are bet on.</summary>
    Offline,

    /// <summary>Guesses are made and compared with the truth; nothing is started on them, nothing but the predictor is paid.</summary>
    Shadow,

    /// <summary>A share of the runs bets.</summary>
    Canary,

    /// <summary>All runs bet.</summary>
    Online,

    /// <summary>Switched off by hand: no bets, and no guess is bought for it. Only <c>rearm</c> leads out, to shadow.</summary>
    Killed,
}

/// <summary>How a new edge comes to be bet on.</summary>
public enum Entry
{
    /// <summary>At once, from typed priors and within the allowance. Drift puts it back to shadow all the same.</summary>
    AtOnce,

    /// <summary>Only after offline replay, shadow and canary.</summary>
    Gated,
}

/// <summary>Why an edge was moved from one stage to another.</summary>
public enum MoveReason
{
    /// <summary>It has passed the gate.</summary>
    Passed,

    /// <summary>It was right far less often than it had been.</summary>
    Drift,

    /// <summary>It is not sure any more that it is right as often as its bets need.</summary>
    BreakEven,

    /// <summary>It may lose no more.</summary>
    Waste,

    /// <summary>Its probabilities have come out worse than before.</summary>
    Brier,

    /// <summary>Model, prompt or prices are others.</summary>
    Changed,

    /// <summary>Somebody has said so.</summary>
    Command,
}

/// <summary>Where an edge stands.</summary>
/// <param name="Stage">Its stage.</param>
/// <param name="Share">The share of runs that bet in this stage: 0, a canary's, or 1.</param>
public readonly record struct Stand(Stage Stage, decimal Share)
{
    /// <summary>For people: <c>canary 5 %</c>.</summary>
    public override string ToString() =>
        Stage == Stage.Canary ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"canary {100 * Share:0.##} %") : Stage.ToString().ToLowerInvariant();
}

/// <summary>Which edge: the operation whose output is guessed and the one that reads it, of a workflow. Who guesses does not matter here.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Upstream">The operation whose output is guessed.</param>
/// <param name="Downstream">The operation that reads it.</param>
public readonly record struct StageKey(string Workflow, string Upstream, string Downstream)
{
    /// <summary>For people: <c>classify -> draft</c>.</summary>
    public override string ToString() => $"{Upstream} -> {Downstream}";
}
