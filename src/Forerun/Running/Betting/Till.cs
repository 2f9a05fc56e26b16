using Forerun.Learning;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running.Limiting;
using Forerun.Workflows;

namespace Forerun.Running.Betting;

/// <summary>What calls cost: expected, remaining, and charged. Every price comes through here.</summary>
internal static class Till
{
    /// <summary>The charge of a call that has ended; null when its model has no price: unknown, never zero.</summary>
    public static Usd? Charge(Settings settings, Operation operation, TokenUsage? usage, decimal fraction, bool cancelled, DateTimeOffset at)
    {
        switch (operation.Kind)
        {
            case OperationKind.Human:
                return Usd.Zero;
            case OperationKind.Model:
                if (operation.Model is null || !settings.Prices.TryFind(operation.Model, at, out var price)) return null;
                if (usage is null) return null;
                return cancelled
                    ? price.CostWhenCancelled(usage, fraction, RuleOf(settings, price))
                    : price.Cost(usage);
            default:
                var fee = operation.Price ?? PriceBook.DefaultToolPrice;
                return cancelled && settings.CancelRule == CancelRule.None ? Usd.Zero : fee;
        }
    }

    /// <summary>What cancelling now would still save of a call, <paramref name="fraction"/> of whose output has been produced.</summary>
    public static Usd? Remaining(Settings settings, Operation operation, Forecast forecast, decimal fraction, bool started, DateTimeOffset at)
    {
        if (Charge(settings, operation, forecast.Usage, 1, cancelled: false, at) is not { } whole) return null;
        if (!started) return whole;
        return Charge(settings, operation, forecast.Usage, fraction, cancelled: true, at) is { } spent ? Usd.Max(whole - spent, Usd.Zero) : null;
    }

    /// <summary>The worst that a call can use: input at the uncached rate, output at the operation's cap. What is not known is null.</summary>
    public static Worst Worst(Settings settings, Operation operation, DateTimeOffset at)
    {
        if (operation.Kind != OperationKind.Model) return new Worst(Charge(settings, operation, null, 1, cancelled: false, at), 0);
        if (operation is not { MaxInputTokens: { } input, MaxOutputTokens: { } output }) return default;
        Usd? cost = operation.Model is { } model && settings.Prices.TryFind(model, at, out var price) ? price.WorstCase(input, output) : null;
        return new Worst(cost, input + output);
    }

    private static CancelRule RuleOf(Settings settings, ModelPrice price) => settings.CancelRule ?? price.CancelRule ?? CancelRule.Full;
}
