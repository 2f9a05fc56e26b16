using Forerun.Deciding;
using Forerun.Workflows;

namespace Forerun.Policies.CostAware;

/// <summary>Whether a guess is worth its price: it is bought only if the work that it would start pays for both (ours).</summary>
/// <remarks>What a drafter costs that has never finished a call is not known; it is taken to be no dearer than what it drafts for.</remarks>
internal static class Purchase
{
    /// <summary>The quantile of the belief at which a probe hopes. Ours.</summary>
    private const double Optimism = 0.8;

    public static void Judge(ISituation situation, Choice choice, Call upstream, Reading reading, Call buy)
    {
        if (situation.ProgressOf(buy) is Progress.Failed or Progress.Finished) return;
        if (WorkOn(situation, upstream, reading) is not { } work) return;
        var known = situation.ForecastOf(buy.Operation) is not null;
        var price = known ? situation.Remaining(buy) : situation.ExpectedCost(upstream.Operation);
        if (price is null) return;
        work = work with { GuessPrice = price.Value, Delay = known ? situation.RemainingTime(buy).Mean : TimeSpan.Zero };
        if (situation.Appraise(work, []) is not { } terms) return;
        var underWay = situation.ProgressOf(buy) == Progress.UnderWay;
        var risk = terms.Cost + terms.GuessPrice;
        var decision = new Decision
        {
            Phase = underWay ? Phase.Stream : Phase.Runtime, Terms = terms, Enabled = true,
            WithinAllowance = underWay || situation.Allows(work, risk),
        };
        if (!decision.Terms.Pays && known && Hopes(situation, upstream, work, terms) is { } hopeful)
            decision = AsProbe(decision, hopeful, underWay || situation.AllowsProbe(terms.GuessPrice, risk));
        choice.Add(new Bet([buy], [], situation.Real) { Buys = reading, Decision = decision.Judged() });
    }

    /// <summary>
    /// The terms at the belief's upper quantile, if it is worth knowing more: the guess does not pay as far as is known, but would at a
    /// probability that the record does not exclude. A structural prior (a router's 1/k) is known, not hoped for.
    /// </summary>
    private static Terms? Hopes(ISituation situation, Call upstream, Bet work, in Terms terms)
    {
        var reader = work.Calls[0];
        var belief = situation.BeliefOf(upstream.Operation, reader.Operation, reader.Reads.First(d => d.Reading.Slot == upstream.Slot));
        if (belief.Prior.Symmetric) return null;
        var hopeful = terms with { Probability = Terms.Round(belief.Quantile(Optimism)) };
        return hopeful.Pays ? hopeful : null;
    }

    /// <summary>A probe compares the hoped-for expected value with the dial's threshold.</summary>
    private static Decision AsProbe(in Decision decision, in Terms hopeful, bool allowed) => decision with
    {
        Measure = "probe", Score = hopeful.ExpectedValue.Amount, ScoreThreshold = hopeful.Threshold.Amount,
        WithinAllowance = allowed, Reason = Reason.Probe,
    };

    /// <summary>The work that a guess of a reading would start, whatever the guess: it can be priced, not started.</summary>
    internal static Bet? WorkOn(ISituation situation, Call upstream, Reading reading)
    {
        var world = situation.Suppose(situation.Real, new Guess(reading, Value.Unknown, "?"));
        var calls = world.Due.Where(c => c.Reads.Any(d => d.Reading.Slot == upstream.Slot)).ToList();
        return calls.Count == 0 ? null : new Bet(calls, [world.Guess!], world);
    }
}
