using Forerun.Pricing;
using Forerun.Replay.Passes;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Fitting;

/// <summary>What recorded steps cost, by the price book of a replay.</summary>
internal static class Prices
{
    /// <summary>USD; null: nobody knows.</summary>
    public static decimal? Of(TraceStep step, Operation operation, ReplayOptions options) => step.Kind switch
    {
        StepKind.Model => step is { Model: { } model, Usage: { IsComplete: true } usage } && options.Prices.TryFind(model, Curriculum.Began(options), out var price)
            ? price.Cost(usage).Amount
            : null,
        StepKind.Tool => (operation.Price ?? PriceBook.DefaultToolPrice).Amount,
        _ => (operation.Price ?? Usd.Zero).Amount,
    };
}
