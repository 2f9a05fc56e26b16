using Forerun.Deciding;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Policies.CostAware;

/// <summary>
/// <c>cost-aware</c>: the five-dimension method (arXiv 2606.07846). One guess an edge, no guesses upon guesses. A bet is held iff its
/// effects are admissible and P·L − (1 − P)·C − G ≥ (1 − alpha)·C, with P from the edge's belief. The rule and the two phases are
/// published; the price of the guess, G, the allowance and the grace against flapping are ours.
/// </summary>
public sealed class CostAwarePolicy : IPolicy
{
    private readonly Plans plans = new();
    private readonly Flapping flapping = new();
    private HashSet<Reading>? onHope;
    private readonly List<Bet> held = [];
    private Usd newlyAtRisk;

    /// <inheritdoc/>
    public string Name => "cost-aware";

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
        held.Clear();
        newlyAtRisk = Usd.Zero;
        plans.Make(situation, choice);
        var world = situation.Real;
        foreach (var call in situation.Pending)
            foreach (var reading in situation.ReadingsOf(call.Slot))
                world = Best(situation, choice, world, call, reading);
        foreach (var bet in Joint.Unite(situation, Joint.Due(world), world).OrderByDescending(b => situation.Appraise(b, [])?.Margin.Amount ?? decimal.MinValue))
            Judge(situation, choice, bet);
    }

    /// <summary>Takes the guess of an edge, if one is in hand; else asks whether one is worth its price.</summary>
    private World Best(ISituation situation, Choice choice, World world, Call call, Reading reading)
    {
        foreach (var offer in situation.Offers(situation.Real, call, reading))
        {
            if (offer.InHand is { } guess) return situation.Suppose(world, guess);
            var bought = Purchase.Judge(situation, choice, call, reading, offer, newlyAtRisk);
            newlyAtRisk += bought.Risk;
            if (bought.OnHope) (onHope ??= []).Add(reading);
            break;
        }

        return world;
    }

    private void Judge(ISituation situation, Choice choice, Bet bet)
    {
        bet = Joint.Trim(situation, bet, held);
        if (situation.Appraise(bet, held) is not { } terms) return;
        var begun = bet.Calls.Where(c => situation.ProgressOf(c) is Progress.UnderWay or Progress.Finished).ToList();
        if (begun.Count > 0 && begun.Count < bet.Calls.Count && !Allows(situation, bet, terms))
        {
            // What is under way goes on; what would join it has to be allowed like any other bet.
            bet = bet with { Calls = begun };
            if (situation.Appraise(bet, held) is not { } less) return;
            terms = less;
        }

        var underWay = begun.Count > 0;
        var decision = new Decision
        {
            Phase = underWay ? Phase.Stream : Phase.Runtime, Terms = terms, Admission = bet.Admission, Enabled = true,
            WithinAllowance = underWay || Allows(situation, bet, terms),
            Grace = underWay && flapping.Forgives(bet.Identity, terms, situation.Now),
        };
        decision = plans.Explain(situation, bet, decision.Judged());
        bet = bet with { Decision = decision };
        choice.Add(bet);
        if (decision.Verdict != Verdict.Speculate) return;
        held.Add(bet);
        if (begun.Count < bet.Calls.Count) newlyAtRisk += terms.Cost;
    }

    /// <summary>Whether the run may lose this bet, and where its guess was bought on hope, whether all runs together may.</summary>
    private bool Allows(ISituation situation, Bet bet, in Terms terms) =>
        situation.Allows(bet, terms.Cost, newlyAtRisk)
        && (onHope is null || !bet.Guesses.Any(g => onHope.Contains(g.Reading)) || situation.Covers(bet, terms.Cost + newlyAtRisk));
}
