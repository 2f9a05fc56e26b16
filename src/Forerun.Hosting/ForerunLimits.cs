namespace Forerun.Hosting;

/// <summary>What all runs of this process may use together. They are read at the start and hold until the end of the process.</summary>
public sealed class ForerunLimits
{
    /// <summary>Attempts in flight, real and speculative.</summary>
    /// <value>At least 1. Default: null, no limit.</value>
    public int? Attempts { get; set; }

    /// <summary>Calls started in any 60 seconds.</summary>
    /// <value>At least 1. Default: null, no limit.</value>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Input and output tokens of model calls started in any 60 seconds.</summary>
    /// <value>At least 1. Default: null, no limit.</value>
    public long? TokensPerMinute { get; set; }

    /// <summary>USD that one run may cost.</summary>
    /// <value>Above 0. Default: null, no limit.</value>
    public decimal? DollarsPerRun { get; set; }

    /// <summary>USD that all runs may cost in any hour.</summary>
    /// <value>Above 0. Default: null, no limit.</value>
    public decimal? DollarsPerHour { get; set; }

    /// <summary>USD that all runs may cost in any 24 hours.</summary>
    /// <value>Above 0. Default: null, no limit.</value>
    public decimal? DollarsPerDay { get; set; }

    /// <summary>The share of each limit that speculation may use.</summary>
    /// <value>0 to 1. Default: 0.5.</value>
    public decimal SpeculativeShare { get; set; } = 0.5m;
}
