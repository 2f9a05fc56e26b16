using Forerun.Deciding;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Policies.CostAware;

/// <summary>Whether a guess is worth its price: it is bought only if the work that it would start pays for both (ours).</summary>
internal static class Purchase
{
    public static void Judge(ISituation situation, Choice choice, Call upstream, Reading reading, Call buy)
    {
        if (situation.ProgressOf(buy) is Progress.Failed or Progress.Finished) return;
        if (WorkOn(situation, upstream, reading) is not { } work) return;
        var known = situation.ForecastOf(buy.Operation) is not null;
        var price = known ? situation.Remaining(buy) : Usd.Zero;
        if (price is null) return;
        work = work with { GuessPrice = price.Value, Delay = known ? situation.RemainingTime(buy) : TimeSpan.Zero };
        if (situation.Appraise(work, []) is not { } terms) return;
        var underWay = situation.ProgressOf(buy) == Progress.UnderWay;
        var risk = known ? terms.Cost + terms.GuessPrice : situation.ExpectedCost(upstream.Operation) ?? Usd.Zero;
        var decision = new Decision
        {
            Phase = underWay ? Phase.Stream : Phase.Runtime, Terms = terms, Enabled = true,
            WithinAllowance = underWay || situation.Allowance.Permits(risk),
        };
        choice.Add(new Bet([buy], [], situation.Real) { Buys = reading, Decision = decision.Judged() });
    }

    /// <summary>The work that a guess of a reading would start, whatever the guess: it can be priced, not started.</summary>
    internal static Bet? WorkOn(ISituation situation, Call upstream, Reading reading)
    {
        var world = situation.Suppose(situation.Real, new Guess(reading, Value.Unknown, "?"));
        var calls = world.Due.Where(c => c.Reads.Any(d => d.Reading.Slot == upstream.Slot)).ToList();
        return calls.Count == 0 ? null : new Bet(calls, [world.Guess!], world);
    }
}
