using Forerun.Pricing;

namespace Forerun.Running.Limiting;

/// <summary>What runs may use together. Null: no such limit.</summary>
public sealed record LimitOptions
{
    /// <summary>Attempts in flight; a person's work is none of them.</summary>
    public int? Attempts { get; init; }

    /// <summary>Calls started in any 60 seconds, a person's aside.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Input and output tokens of model calls started in any 60 seconds.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>Dollars that one run may cost.</summary>
    public Usd? PerRun { get; init; }

    /// <summary>Dollars that all runs may cost in any hour.</summary>
    public Usd? PerHour { get; init; }

    /// <summary>Dollars that all runs may cost in any 24 hours.</summary>
    public Usd? PerDay { get; init; }

    /// <summary>The share of each limit that speculation may use, 0 to 1. Default: a half.</summary>
    public decimal SpeculativeShare { get; init; } = 0.5m;

    /// <summary>All that is wrong with these options; empty if nothing is.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            var errors = new List<string>();
            if (Attempts < 1) errors.Add($"Attempts is {Attempts}; it must be at least 1.");
            if (RequestsPerMinute < 1) errors.Add($"RequestsPerMinute is {RequestsPerMinute}; it must be at least 1.");
            if (TokensPerMinute < 1) errors.Add($"TokensPerMinute is {TokensPerMinute}; it must be at least 1.");
            if (PerRun is { Amount: <= 0 }) errors.Add($"PerRun is {PerRun}; it must be more than nothing.");
            if (PerHour is { Amount: <= 0 }) errors.Add($"PerHour is {PerHour}; it must be more than nothing.");
            if (PerDay is { Amount: <= 0 }) errors.Add($"PerDay is {PerDay}; it must be more than nothing.");
            if (SpeculativeShare is < 0 or > 1) errors.Add($"SpeculativeShare is {SpeculativeShare}; it must be from 0 to 1.");
            return errors;
        }
    }
}
