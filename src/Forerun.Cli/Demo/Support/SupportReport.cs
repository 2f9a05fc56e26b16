using Forerun.Cli.Demo.Running;
using Forerun.Cli.Demo.Support.Running;

namespace Forerun.Cli.Demo.Support;

/// <summary>What the three passes say together.</summary>
/// <param name="Passes">Without bets and with them.</param>
/// <param name="Foresight">With a drafter that knows each reply before it is made; null where nobody can.</param>
internal sealed record SupportReport(DemoReport Passes, PassResult? Foresight)
{
    /// <summary>What each of the three saved.</summary>
    public Savings SavedBy { get; } = Savings.Of(Passes.Speculative);

    /// <summary>What each of them would have saved with foresight.</summary>
    public Savings? ForesightSavedBy { get; } = Foresight is null ? null : Savings.Of(Foresight);

    /// <summary>What else the two passes differ by: what the loops cost, and what the clock makes of two runs.</summary>
    public decimal Unattributed => Passes.SequentialSeconds - Passes.SpeculativeSeconds - SavedBy.Sum;

    /// <summary>The same for foresight.</summary>
    public decimal? ForesightUnattributed => ForesightSavedBy is null ? null : Passes.SequentialSeconds - Passes.Foresight!.Value - ForesightSavedBy.Sum;
}
