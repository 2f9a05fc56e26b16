namespace Forerun.Hosting;

/// <summary>The dial by names for people.</summary>
public enum ForerunMode
{
    /// <summary>Cost first: the dial at 0.</summary>
    Economy,

    /// <summary>The dial at 0.5.</summary>
    Balanced,

    /// <summary>Latency first: the dial at 1.</summary>
    Performance,
}
