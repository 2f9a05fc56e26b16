namespace Forerun.Traces;

/// <summary>Where the seconds of a run come from.</summary>
public enum Timing
{
    /// <summary>From a clock, while the run ran. The default of a line that doesn't say.</summary>
    Measured,

    /// <summary>Drawn from a distribution; only the sequence of steps may be real.</summary>
    Sampled,
}
