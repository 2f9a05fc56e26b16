namespace Forerun.Replay.Fitting;

/// <summary>How to find out whether a workload fits.</summary>
public sealed record FitOptions
{
    /// <summary>Prices, dial and value of time; its policy is not looked at. Default: dial 1, 0.01 USD/s.</summary>
    public ReplayOptions Replay { get; init; } = new();

    /// <summary>Runs a day, for yearly figures, above 0. Default: null, none are made.</summary>
    public decimal? RunsPerDay { get; init; }

    /// <summary>What an hour of waiting costs, USD. Default: null, as the value of time has it.</summary>
    public decimal? HourlyValue { get; init; }
}
