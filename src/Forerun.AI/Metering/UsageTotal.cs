using Forerun.Pricing;

namespace Forerun.AI.Metering;

/// <summary>Calls added up. The dollars are those that are known: see <see cref="UnknownCosts"/> before believing them.</summary>
public sealed record UsageTotal
{
    /// <summary>Calls that were sent.</summary>
    public long Calls { get; private init; }

    /// <summary>Those that the caller cut short.</summary>
    public long Cancelled { get; private init; }

    /// <summary>Those that failed.</summary>
    public long Failed { get; private init; }

    /// <summary>Those whose cost is not known and therefore not in <see cref="Cost"/>.</summary>
    public long UnknownCosts { get; private init; }

    /// <summary>All tokens, cached, cancelled and wasted ones included.</summary>
    public TokenUsage Usage { get; private init; } = TokenUsage.Zero;

    /// <summary>The tokens of calls that gave no whole answer.</summary>
    public TokenUsage WastedUsage { get; private init; } = TokenUsage.Zero;

    /// <summary>What all calls cost.</summary>
    public Usd Cost { get; private init; }

    /// <summary>What the calls cost that gave no whole answer.</summary>
    public Usd WastedCost { get; private init; }

    internal static UsageTotal None { get; } = new();

    internal UsageTotal With(MeteredCall call)
    {
        var usage = call.Usage ?? TokenUsage.Zero;
        var cost = call.Cost ?? Usd.Zero;
        return new()
        {
            Calls = Calls + 1,
            Cancelled = Cancelled + (call.Outcome == CallOutcome.Cancelled ? 1 : 0),
            Failed = Failed + (call.Outcome == CallOutcome.Failed ? 1 : 0),
            UnknownCosts = UnknownCosts + (call.Cost is null ? 1 : 0),
            Usage = Usage + usage,
            WastedUsage = call.IsWasted ? WastedUsage + usage : WastedUsage,
            Cost = Cost + cost,
            WastedCost = call.IsWasted ? WastedCost + cost : WastedCost,
        };
    }
}
