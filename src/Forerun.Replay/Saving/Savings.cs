using Forerun.Pricing;

namespace Forerun.Replay.Saving;

/// <summary>What the runs of a ledger have saved.</summary>
public sealed record Savings
{
    /// <summary>What the groups are.</summary>
    public required SavingsBy By { get; init; }

    /// <summary>All runs together.</summary>
    public required Saved Total { get; init; }

    /// <summary>Group by group, most seconds first; a null name: what has none.</summary>
    public required IReadOnlyList<(string? Name, Saved Saved)> Groups { get; init; }

    /// <summary>Runs that have begun and are not settled: they are in no sum.</summary>
    public required int Unsettled { get; init; }

    /// <summary>The value of time that was decided with last, USD per second; null: nothing was decided.</summary>
    public required Usd? ValueOfTime { get; init; }

    /// <summary>
    /// Between which values of time, USD per second, the choices imply it to lie, given the dial (arXiv 2606.07846, implied lambda); null: they don't say.
    /// </summary>
    public required (Usd Low, Usd High)? Implied { get; init; }

    /// <summary>
    /// The same of somebody with the dial at 1 who would have chosen so, by whatever rule it was chosen (ours); null: they don't say.
    /// </summary>
    public required (Usd Low, Usd High)? ImpliedAtDialOne { get; init; }

    /// <summary>The models, most dollars first.</summary>
    public required IReadOnlyList<ModelUse> Models { get; init; }
}
