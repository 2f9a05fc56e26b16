using Forerun.Cli.Accounting;
using Forerun.Replay.Saving;

namespace Forerun.Cli.Saving;

/// <summary>All that is said of a ledger's savings.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Scope">Which sessions it is of.</param>
/// <param name="Savings">What came out.</param>
/// <param name="ValueOfTime">What a second is taken to be worth, USD.</param>
internal sealed record SavingsFound(SavingsRequest Request, Scope Scope, Savings Savings, decimal ValueOfTime)
{
    /// <summary>Other ways to buy a second.</summary>
    public required IReadOnlyList<OtherWay> Ways { get; init; }

    /// <summary>Whose dial is turned.</summary>
    public required string Policy { get; init; }

    /// <summary>What other dials would have given.</summary>
    public required IReadOnlyList<DialPoint> Dials { get; init; }
}

/// <summary>Recorded runs at a dial.</summary>
internal sealed record DialPoint(decimal Dial, decimal SavedSeconds, decimal ExtraUsd, decimal NetValueUsd);
