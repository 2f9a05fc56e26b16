using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running.Attempts;
using Forerun.Running.VirtualTime;
using Forerun.Workflows;

namespace Forerun.Testing;

/// <summary>
/// The provider's bill, made out from what a <see cref="ScriptedWorld"/> did and for how long it was let, without a look at the run's
/// books: tokens times rates, by the cancel rule for what was stopped before its end.
/// </summary>
public static class Bill
{
    /// <summary>What the attempts of a run cost, USD.</summary>
    /// <param name="world">The world that performed them.</param>
    /// <param name="attempts">The attempts, in their order.</param>
    /// <param name="settings">The prices and the cancel rule that hold for an attempt.</param>
    public static Usd Of(ScriptedWorld world, IReadOnlyList<Attempt> attempts, Func<Attempt, Settings> settings)
    {
        var total = Usd.Zero;
        var done = new Dictionary<Call, int>();
        foreach (var attempt in attempts)
        {
            if (!attempt.HasStarted || attempt.IsOpen) continue;
            var nth = done[attempt.Call] = done.GetValueOrDefault(attempt.Call) + 1;
            var (script, ran) = (world.ScriptsOf(attempt.Call)[nth - 1], attempt.EndedAt - attempt.StartedAt);
            var (tries, lost) = world.TriesOf(script);
            foreach (var (usage, _) in script.FailedTries.Take(tries))
                total += Of(attempt.Call.Operation, new Script(TimeSpan.Zero, Value.Null, usage), TimeSpan.Zero, settings(attempt));
            if (tries > script.FailedTries.Count) total += Of(attempt.Call.Operation, script, ran - lost, settings(attempt));
        }

        return total;
    }

    private static Usd Of(Operation operation, Script script, TimeSpan ran, Settings settings)
    {
        var cancelled = ran < script.Duration;
        if (operation.Kind == OperationKind.Human || (script is { Error: not null, Usage: null } && !cancelled)) return Usd.Zero;
        if (operation.Model is not { } model)
            return cancelled && settings.CancelRule == CancelRule.None ? Usd.Zero : operation.Price ?? PriceBook.DefaultToolPrice;
        if (script.Usage is not { } usage || !settings.Prices.TryFind(model, default, out var price)) return Usd.Zero;
        var rule = cancelled ? settings.CancelRule ?? price.CancelRule ?? CancelRule.Full : CancelRule.Full;
        var produced = rule == CancelRule.Streamed ? ran.Ticks / (decimal)script.Duration.Ticks : 1;
        return rule == CancelRule.None
            ? Usd.Zero
            : new Usd((((usage.InputTokens ?? 0) * price.Input) + (produced * (usage.OutputTokens ?? 0) * price.Output)) / 1_000_000m);
    }
}
