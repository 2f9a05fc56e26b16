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
                if (usage is not { IsComplete: true }) return null; // half a count would be half a cost
                return cancelled
                    ? price.CostWhenCancelled(usage, fraction, RuleOf(settings, price))
                    : price.Cost(usage);
            default:
                var fee = operation.Price ?? PriceBook.DefaultToolPrice;
                return cancelled && settings.CancelRule == CancelRule.None ? Usd.Zero : fee;
        }
    }

    /// <summary>The charge of a try that failed, by tokens that may be counted rather than told: never more than the operation may use.</summary>
    public static Usd? ChargeCounted(Settings settings, Operation operation, TokenUsage counted, DateTimeOffset at) =>
        Charge(settings, operation, Whole(Within(operation, counted)), 1, cancelled: false, at);

    /// <summary>
    /// The charge of a call that was stopped when it had used so much. Where the provider bills the whole call, that is what was expected
    /// of it, or more if it had used more; nothing expected: unknown.
    /// </summary>
    public static Usd? ChargeStopped(
        Settings settings, Operation operation, TokenUsage soFar, decimal fraction, TokenUsage? expected, DateTimeOffset at)
    {
        var used = Within(operation, soFar);
        if (operation.Model is { } model && settings.Prices.TryFind(model, at, out var price) && fraction < 1 && RuleOf(settings, price) == CancelRule.Full)
            used = expected is null ? null : More(used, Within(operation, expected));
        return Charge(settings, operation, used is null ? null : Whole(used), 1, cancelled: true, at);
    }

    /// <summary>What cancelling now would still save of a call, <paramref name="fraction"/> of whose output has been produced.</summary>
    public static Usd? Remaining(Settings settings, Operation operation, Forecast forecast, decimal fraction, bool started, DateTimeOffset at)
    {
        if (Charge(settings, operation, forecast.Usage, 1, cancelled: false, at) is not { } whole) return null;
        if (!started) return whole;
        return Charge(settings, operation, forecast.Usage, fraction, cancelled: true, at) is { } spent ? Usd.Max(whole - spent, Usd.Zero) : null;
    }

    /// <summary>What a call costs between two shares of its output if it is stopped at the second; one that is through costs the rest.</summary>
    public static Usd? Spent(Settings settings, Operation operation, Forecast forecast, bool started, decimal from, decimal to, DateTimeOffset at)
    {
        var before = started ? Charge(settings, operation, forecast.Usage, from, cancelled: true, at) : Usd.Zero;
        var after = Charge(settings, operation, forecast.Usage, to, cancelled: to < 1, at);
        return before is null || after is null ? null : Usd.Max(after.Value - before.Value, Usd.Zero);
    }

    /// <summary>The worst that a call can use: input at the uncached rate, output at the operation's cap. What is not known is null.</summary>
    public static Worst Worst(Settings settings, Operation operation, DateTimeOffset at)
    {
        if (operation.Kind != OperationKind.Model) return new Worst(Charge(settings, operation, null, 1, cancelled: false, at), 0);
        if (operation is not { MaxInputTokens: { } input, MaxOutputTokens: { } output }) return default;
        Usd? cost = operation.Model is { } model && settings.Prices.TryFind(model, at, out var price) ? price.WorstCase(input, output) : null;
        return new Worst(cost, input + output);
    }

    /// <summary>What is half known has no price: that would be too low.</summary>
    private static TokenUsage? Whole(TokenUsage usage) => usage.IsComplete ? usage : null;

    private static TokenUsage Within(Operation operation, TokenUsage counted) =>
        counted.InputTokens > operation.MaxInputTokens || counted.OutputTokens > operation.MaxOutputTokens
            ? new(Least(counted.InputTokens, operation.MaxInputTokens), Least(counted.OutputTokens, operation.MaxOutputTokens))
            : counted;

    private static long? Least(long? count, long? most) => count > most ? most : count;

    private static TokenUsage More(TokenUsage a, TokenUsage b) => new(
        Math.Max(a.InputTokens ?? 0, b.InputTokens ?? 0), Math.Max(a.OutputTokens ?? 0, b.OutputTokens ?? 0));

    private static CancelRule RuleOf(Settings settings, ModelPrice price) => settings.CancelRule ?? price.CancelRule ?? CancelRule.Full;
}
