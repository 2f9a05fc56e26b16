using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Learning;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Policies.Judging;

/// <summary>What a decision on a purchase has come to.</summary>
/// <param name="IsHeld">It is bought now, or was and is still under way.</param>
/// <param name="Risk">What it may lose, the work on its guess included; nothing if it is not new.</param>
/// <param name="OnHope">It is new, and not backed.</param>
internal readonly record struct Bought(bool IsHeld, Usd Risk, bool OnHope);

/// <summary>Whether a guess is worth its price: it is bought if the work that it would start pays for both, or to learn from it (ours).</summary>
/// <remarks>
/// A purchase is <em>backed</em> if it would pay at the edge's prior, and the record does not refute the prior: then a run may lose one
/// miss on it, like on any bet. One that is not has only hope for it, and neither it nor the work on its guess may cost all runs of the
/// workflow together more than what they may spend on hope (<see cref="ISituation.Covers"/>).
/// </remarks>
/// <param name="Sale">The guess that is to be had for a price.</param>
/// <param name="Work">The admissible work that it would start.</param>
/// <param name="Decision">The decision, but for the allowance: its terms are those of that work, the price of the guess among them.</param>
/// <param name="Belief">How sure such guesses are.</param>
/// <param name="IsKnown">Whether it is known what the guess costs and how long it takes: such a call has finished before.</param>
internal sealed record Purchase(Sale Sale, Bet Work, Decision Decision, Belief Belief, bool IsKnown)
{
    /// <summary>What a purchase would come to; null if there is nothing to buy, nothing to do with it, or no price.</summary>
    /// <param name="situation">The situation.</param>
    /// <param name="sale">The guess that is to be had for a price.</param>
    /// <param name="appraise">What the policy takes the terms of the work on it to be.</param>
    /// <param name="drafter">The belief in such guesses. Default: that in the edge.</param>
    /// <param name="share">The probability that the guess is needed. Default: 1.</param>
    public static Purchase? Of(ISituation situation, in Sale sale, Func<Bet, Terms?> appraise, Belief? drafter = null, double share = 1)
    {
        if (sale.Offer.Buy is not { } buy || situation.ProgressOf(buy) is Progress.Failed or Progress.Finished) return null;
        if (sale.Work(situation, share * drafter?.ProbabilityAt(situation.Settings.Quantile)) is not { } all) return null;
        var work = all with { Calls = [.. all.Calls.Where(c => c.Operation.Admission != Admission.Inadmissible)] };
        if (work.Calls.Count == 0) return null;
        var isKnown = situation.ForecastOf(buy.Operation) is not null;
        if ((isKnown ? situation.Remaining(buy) : Bound(situation, buy, sale.Upstream, work)) is not { } price) return null;
        work = work with { GuessPrice = price, Delay = isKnown ? situation.RemainingTime(buy).Mean : TimeSpan.Zero };
        if (appraise(work) is not { } terms) return null;
        if (!sale.World.IsReal && drafter is not null) terms = Ahead(terms, Deciding.Terms.Round(share * drafter.ProbabilityAt(situation.Settings.Quantile)));
        var belief = drafter ?? BeliefOf(situation, sale.Upstream, work);
        var phase = situation.ProgressOf(buy) == Progress.UnderWay ? Phase.Stream : Phase.Runtime;
        var decision = new Decision { Phase = phase, Terms = terms, Enabled = true, WithinAllowance = true };
        if (!terms.Pays && !belief.Prior.Symmetric && sale.World.IsReal)
            decision = isKnown ? Probe.OfBelief(decision, belief, situation.ForecastOf(sale.Upstream.Operation)?.Finished ?? 0, share) : Probe.OfPrice(decision);
        return new Purchase(sale, work, decision, belief, isKnown);
    }

    /// <summary>What it brings, of dollars or of what knowing is worth, for each dollar at risk; below 0: it does not pay.</summary>
    public decimal Yield => Decision.Measure is null
        ? Terms.Margin.Amount / Math.Max((Terms.Cost + Terms.GuessPrice).Amount, 0.000_001m)
        : (Decision.Score - Decision.ScoreThreshold) / Math.Max(Terms.GuessPrice.Amount, 0.000_001m);

    private Terms Terms => Decision.Terms;

    /// <summary>Decides on it.</summary>
    /// <param name="situation">The situation.</param>
    /// <param name="choice">Where the decision goes.</param>
    /// <param name="beside">What others of the same moment may lose.</param>
    public Bought Judge(ISituation situation, Choice choice, Usd beside)
    {
        var buy = Sale.Offer.Buy!;
        var isBacked = At(Math.Min(Belief.Prior.Mean, Belief.Quantile(0.99)), Belief.ProbabilityAt(situation.Settings.Quantile)).Pays;
        var isUnderWay = Decision.Phase == Phase.Stream;
        var risk = Terms.Cost + Work.GuessPrice;
        var isAllowed = Decision.Measure is null
            ? situation.Allows(Work, null, risk, beside) && (isBacked || situation.Covers(Work, risk + beside))
            : beside.Amount == 0 && situation.AllowsProbe && (isBacked || !IsKnown || situation.Covers(Work, Work.GuessPrice));
        var decision = (Decision with { WithinAllowance = isUnderWay || isAllowed }).Judged();
        choice.Add(new Bet([buy], Sale.Under, Sale.World) { Buys = Sale.Reading, Decision = decision });
        if (decision.Verdict != Verdict.Speculate) return default;
        return isUnderWay ? new Bought(true, Usd.Zero, false) : new Bought(true, risk, !isBacked);
    }

    /// <summary>
    /// The terms of a guess that is made in a world of guesses. If these hold, it would be bought then, where that pays: so its price is at
    /// stake only as far as they may be wrong.
    /// </summary>
    /// <param name="terms">The terms as if its price were lost on any of them.</param>
    /// <param name="own">The probability that it is right, if they are.</param>
    private static Terms Ahead(in Terms terms, decimal own) => own > 0 && (terms with { Probability = own }).Pays
        ? terms with { GuessPrice = (1 - Math.Min(1, terms.Probability / own)) * terms.GuessPrice }
        : terms;

    /// <summary>The terms if guesses of this kind were so likely, and not as likely as they are taken to be.</summary>
    private Terms At(double likely, double taken) => Terms with
    {
        Probability = taken > 0 ? Deciding.Terms.Round((double)Terms.Probability * likely / taken) : 0,
    };

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
        return situation.BeliefOf(upstream.Operation, reader, work.Calls[0].Reads.First(d => d.Reading.Slot == upstream.Slot), work.Guesses[^1].By);
    }
}
