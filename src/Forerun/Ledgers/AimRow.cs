using Forerun.Aiming;

namespace Forerun.Ledgers;

/// <summary>The dial of a workflow's next runs was moved towards a target.</summary>
/// <param name="Tags">The run whose end has moved it.</param>
/// <param name="At">Time since that run began.</param>
/// <param name="Target">The target, as it is written.</param>
/// <param name="From">How runs went.</param>
/// <param name="To">How the next goes.</param>
/// <param name="SeenPercent">Dollars more than without bets, or runs that were late, in percent, over the newest runs.</param>
/// <param name="BoundPercent">What that should be at most.</param>
public sealed record AimRow(Tags Tags, TimeSpan At, string Target, Heading From, Heading To, decimal SeenPercent, decimal BoundPercent) : LedgerRow(Tags, At)
{
    internal static AimRow Of(Tags tags, TimeSpan at, Heading from, AimState now) => new(
        tags, at, now.Target.ToString(), from, now.Heading, now.SeenPercent, now.BoundPercent);
}
