using Forerun.Policies.Judging;
using Forerun.Workflows;

namespace Forerun.Policies.CostAware;

/// <summary>
/// <c>cost-aware</c>: the five-dimension method (arXiv 2606.07846). One guess an edge, no guesses upon guesses. A bet is held iff its
/// effects are admissible and P·L − (1 − P)·C − G ≥ (1 − alpha)·C, with P from the edge's belief. The rule and the two phases are
/// published; the price of the guess, G, is ours.
/// </summary>
public sealed class CostAwarePolicy : IPolicy
{
    private readonly Judge judge = new(static (situation, bet, held) => situation.Appraise(bet, held));

    /// <inheritdoc/>
    public string Name => "cost-aware";

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
        judge.Begin(situation, choice);
        var world = situation.Real;
        foreach (var call in situation.Pending)
            foreach (var reading in situation.ReadingsOf(call.Slot))
                world = Best(situation, choice, world, call, reading);
        foreach (var bet in Joint.Unite(situation, Joint.Due(world), world).OrderByDescending(b => situation.Appraise(b, [])?.Margin.Amount ?? decimal.MinValue))
            judge.Hear(situation, choice, bet);
    }

    /// <summary>Takes the guess of an edge, if one is in hand; else asks whether one is worth its price.</summary>
    private World Best(ISituation situation, Choice choice, World world, Call call, Reading reading)
    {
        if (situation.Offers(situation.Real, call, reading) is not [var offer, ..]) return world;
        if (offer.InHand is { } guess) return situation.Suppose(world, guess);
        judge.Buy(situation, choice, new Sale(situation.Real, call, reading, offer));
        return world;
    }
}
