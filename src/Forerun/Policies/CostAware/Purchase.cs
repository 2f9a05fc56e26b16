using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Policies.CostAware;

/// <summary>Whether a guess is worth its price: it is bought only if the work that it would start pays for both (ours).</summary>
/// <remarks>
/// What a drafter costs that has never finished a call is not known; it is taken to be no dearer than what it drafts for, or where that is
/// a person, who costs nothing, than the work it is bought for.
/// </remarks>
internal static class Purchase
{
    /// <summary>The quantile of the belief at which a probe hopes. Ours.</summary>
    private const double Optimism = 0.9;

    /// <summary>How likely the belief takes it that the truth is at that quantile or above.</summary>
    private const decimal Hope = 0.1m;

    /// <summary>How many later decisions a lesson is taken to serve. Ours.</summary>
    private const int Lessons = 25;

    /// <summary>Decides on a purchase, beside others of the same moment that may lose so much. Returns what this one may lose if it is new.</summary>
    public static Usd Judge(ISituation situation, Choice choice, Call upstream, Reading reading, Call buy, Usd beside)
    {
        if (situation.ProgressOf(buy) is Progress.Failed or Progress.Finished) return Usd.Zero;
        if (WorkOn(situation, upstream, reading) is not { } all) return Usd.Zero;
        var work = all with { Calls = [.. all.Calls.Where(c => c.Operation.Admission != Admission.Inadmissible)] };
        if (work.Calls.Count == 0) return Usd.Zero;
        var known = situation.ForecastOf(buy.Operation) is not null;
        var price = known ? situation.Remaining(buy) : StandIn(situation, upstream.Operation, work.Calls[0].Operation);
        if (price is null) return Usd.Zero;
        work = work with { GuessPrice = price.Value, Delay = known ? situation.RemainingTime(buy).Mean : TimeSpan.Zero };
        if (situation.Appraise(work, []) is not { } terms) return Usd.Zero;
        var underWay = situation.ProgressOf(buy) == Progress.UnderWay;
        var risk = terms.Cost + terms.GuessPrice;
        var decision = new Decision
        {
            Phase = underWay ? Phase.Stream : Phase.Runtime, Terms = terms, Enabled = true,
            WithinAllowance = underWay || situation.Allows(work, risk, beside),
        };
        if (!decision.Terms.Pays && known && Hopes(situation, upstream, work, terms) is { } hopeful)
            decision = AsProbe(decision, hopeful, underWay || (beside.Amount == 0 && situation.AllowsProbe));
        decision = decision.Judged();
        choice.Add(new Bet([buy], [], situation.Real) { Buys = reading, Decision = decision });
        return decision.Verdict == Verdict.Speculate && !underWay ? risk : Usd.Zero;
    }

    private static Usd? StandIn(ISituation situation, Operation upstream, Operation work) =>
        situation.ExpectedCost(upstream) is { Amount: > 0 } cost ? cost : situation.ExpectedCost(work);

    /// <summary>
    /// The terms at the belief's upper quantile, if it is worth knowing more: the guess does not pay as far as is known, but would at a
    /// probability that the record does not exclude, and what it would then bring the decisions to come, times how likely that is, covers
    /// what the lesson costs. A structural prior (a router's 1/k) is known, not hoped for.
    /// </summary>
    private static Terms? Hopes(ISituation situation, Call upstream, Bet work, in Terms terms)
    {
        var reader = work.Calls[0];
        var belief = situation.BeliefOf(upstream.Operation, reader.Operation, reader.Reads.First(d => d.Reading.Slot == upstream.Slot));
        if (belief.Prior.Symmetric) return null;
        var hopeful = terms with { Probability = Terms.Round(belief.Quantile(Optimism)) };
        var worth = Hope * Lessons * hopeful.Margin;
        return hopeful.Pays && worth >= terms.GuessPrice ? hopeful : null;
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
