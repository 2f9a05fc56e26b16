using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Policies.Judging;

/// <summary>What a decision on a purchase has come to.</summary>
/// <param name="Risk">What it may lose, the work on its guess included; nothing if it is not new.</param>
/// <param name="OnHope">It is new, and not backed.</param>
internal readonly record struct Bought(Usd Risk, bool OnHope);

/// <summary>Whether a guess is worth its price: it is bought if the work that it would start pays for both, or to learn from it (ours).</summary>
/// <remarks>
/// A purchase is <em>backed</em> if it would pay at the edge's prior, and the record does not refute the prior: then a run may lose one
/// miss on it, like on any bet. One that is not has only hope for it, and neither it nor the work on its guess may cost all runs of the
/// workflow together more than what they may spend on hope (<see cref="ISituation.Covers"/>).
/// </remarks>
internal static class Purchase
{
    /// <summary>Decides on a purchase.</summary>
    /// <param name="situation">The situation.</param>
    /// <param name="choice">Where the decision goes.</param>
    /// <param name="upstream">The call whose output would be guessed.</param>
    /// <param name="reading">What is read of it.</param>
    /// <param name="offer">The guess that is to be had for a price.</param>
    /// <param name="beside">What others of the same moment may lose.</param>
    /// <param name="drafter">The belief in such guesses. Default: that in the edge.</param>
    /// <param name="share">The probability that the guess is needed, since nothing that is held anyway is right. Default: 1.</param>
    public static Bought Judge(
        ISituation situation, Choice choice, Call upstream, Reading reading, Offer offer, Usd beside, Belief? drafter = null, double share = 1)
    {
        if (offer.Buy is not { } buy) return default;
        if (situation.ProgressOf(buy) is Progress.Failed or Progress.Finished) return default;
        if (WorkOn(situation, upstream, reading, offer.By) is not { } all) return default;
        var work = all with { Calls = [.. all.Calls.Where(c => c.Operation.Admission != Admission.Inadmissible)] };
        if (work.Calls.Count == 0) return default;
        var isKnown = situation.ForecastOf(buy.Operation) is not null;
        if ((isKnown ? situation.Remaining(buy) : Bound(situation, buy, upstream, work)) is not { } price) return default;
        work = work with { GuessPrice = price, Delay = isKnown ? situation.RemainingTime(buy).Mean : TimeSpan.Zero };
        var belief = drafter ?? BeliefOf(situation, upstream, work);
        if (situation.Appraise(work, []) is not { } terms) return default;
        if (drafter is not null) terms = terms with { Probability = Terms.Round(share * belief.ProbabilityAt(situation.Settings.Quantile)) };
        var isBacked = !belief.RefutesPrior && (terms with { Probability = Terms.Round(share * belief.Prior.Mean) }).Pays;
        var isUnderWay = situation.ProgressOf(buy) == Progress.UnderWay;
        var risk = terms.Cost + price;
        var decision = new Decision
        {
            Phase = isUnderWay ? Phase.Stream : Phase.Runtime, Terms = terms, Enabled = true,
            WithinAllowance = isUnderWay || (situation.Allows(work, risk, beside) && (isBacked || situation.Covers(work, risk + beside))),
        };
        if (!terms.Pays && !belief.Prior.Symmetric)
        {
            var isAllowed = isUnderWay
                || (beside.Amount == 0 && situation.AllowsProbe && (isBacked || !isKnown || situation.Covers(work, price)));
            decision = isKnown
                ? Probe.OfBelief(decision, belief, situation.ForecastOf(upstream.Operation)?.Finished ?? 0, isAllowed, share)
                : Probe.OfPrice(decision, isAllowed);
        }

        decision = decision.Judged();
        choice.Add(new Bet([buy], [], situation.Real) { Buys = reading, Decision = decision });
        return decision.Verdict == Verdict.Speculate && !isUnderWay ? new Bought(risk, !isBacked) : default;
    }

    /// <summary>The work that somebody's guess of a reading would start, whatever the guess: it can be priced, not started.</summary>
    internal static Bet? WorkOn(ISituation situation, Call upstream, Reading reading, string by)
    {
        var world = situation.Suppose(situation.Real, new Guess(reading, Value.Unknown, by));
        var calls = world.Due.Where(c => c.Reads.Any(d => d.Reading.Slot == upstream.Slot)).ToList();
        return calls.Count == 0 ? null : new Bet(calls, [world.Guess!], world);
    }

    /// <summary>
    /// What a drafter that has never finished is taken to cost at most: what its model asks for the tokens of what it drafts for, or where
    /// these are unknown or cost nothing (a person), what the work does.
    /// </summary>
    private static Usd? Bound(ISituation situation, Call buy, Call upstream, Bet work) =>
        situation.ForecastOf(upstream.Operation)?.Usage is { } usage && situation.PriceOf(buy.Operation, usage) is { Amount: > 0 } price
            ? price
            : situation.ExpectedCost(work.Calls[0].Operation);

    private static Belief BeliefOf(ISituation situation, Call upstream, Bet work)
    {
        var reader = work.Calls[0].Operation;
        return situation.BeliefOf(upstream.Operation, reader, work.Calls[0].Reads.First(d => d.Reading.Slot == upstream.Slot), work.Guesses[0].By);
    }
}
