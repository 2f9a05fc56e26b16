using Forerun.Deciding;
using Forerun.Learning;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Policies.Judging;

/// <summary>What a policy takes the terms of a bet to be, beside bets that it would hold as well; null if there is nothing to base them on.</summary>
internal delegate Terms? Appraisal(ISituation situation, Bet bet, IReadOnlyList<Bet> beside);

/// <summary>
/// Gives the bets of one run their verdicts by the rule, one after the other, each beside those that are held by then. The rule and the
/// two phases are published (arXiv 2606.07846); the allowance, what is bought on hope and the grace against flapping are ours.
/// </summary>
/// <param name="terms">What the policy takes the terms of a bet to be.</param>
internal sealed class Judge(Appraisal terms)
{
    private readonly Plans plans = new();
    private readonly Flapping flapping = new();
    private readonly List<Bet> held = [];
    private HashSet<(Reading, string)>? onHope;
    private Usd newlyAtRisk;

    /// <summary>The bets that are held, of those judged in this moment.</summary>
    public IReadOnlyList<Bet> Held => held;

    /// <summary>A new moment: nothing is held yet, and the edges that have come into sight get their planned verdict.</summary>
    public void Begin(ISituation situation, Choice choice)
    {
        held.Clear();
        newlyAtRisk = Usd.Zero;
        plans.Make(situation, choice);
    }

    /// <summary>Decides whether to buy a guess; see <see cref="Purchase"/>. True: it is bought, or was.</summary>
    /// <param name="situation">The situation.</param>
    /// <param name="choice">Where the decision goes.</param>
    /// <param name="sale">The guess that is to be had for a price.</param>
    /// <param name="belief">The belief in such guesses. Default: that in the edge.</param>
    /// <param name="share">The probability that the guess is needed, since nothing that is held anyway is right. Default: 1.</param>
    public bool Buy(ISituation situation, Choice choice, in Sale sale, Belief? belief = null, double share = 1)
    {
        if (Consider(situation, sale, belief, share) is not { } purchase) return false;
        var bought = purchase.Judge(situation, choice, newlyAtRisk);
        newlyAtRisk += bought.Risk;
        if (bought.OnHope) (onHope ??= []).Add((sale.Reading, sale.Offer.By));
        return bought.IsHeld;
    }

    /// <summary>What buying a guess would come to beside what is held.</summary>
    public Purchase? Consider(ISituation situation, Sale sale, Belief? belief = null, double share = 1) => Purchase.Of(
        situation, sale, work => sale.World.IsReal ? situation.Appraise(work, []) : terms(situation, work, Beside(work)), belief, share);

    /// <summary>
    /// Gives a bet its verdict, without the calls that make it worse, and then these theirs: what is never decided on is never learned
    /// about. The bet; null if there is nothing to base a verdict on.
    /// </summary>
    public Bet? Hear(ISituation situation, Choice choice, Bet bet)
    {
        var trimmed = Joint.Trim(situation, bet, Beside(bet));
        var heard = Weigh(situation, choice, trimmed);
        if (trimmed.Calls.Count < bet.Calls.Count) Hear(situation, choice, bet with { Calls = [.. bet.Calls.Except(trimmed.Calls)] });
        return heard;
    }

    private Bet? Weigh(ISituation situation, Choice choice, Bet bet)
    {
        var beside = Beside(bet);
        if (terms(situation, bet, beside) is not { } stake) return null;
        var begun = bet.Calls.Where(c => situation.ProgressOf(c) is Progress.UnderWay or Progress.Finished).ToList();
        if (begun.Count > 0 && begun.Count < bet.Calls.Count && !Allows(situation, bet, stake))
        {
            // What is under way goes on; what would join it has to be allowed like any other bet.
            bet = bet with { Calls = begun };
            if (terms(situation, bet, beside) is not { } less) return null;
            stake = less;
        }

        var underWay = begun.Count > 0;
        var decision = new Decision
        {
            Phase = underWay ? Phase.Stream : Phase.Runtime, Terms = stake, Admission = bet.Admission, Enabled = true,
            WithinAllowance = underWay || Allows(situation, bet, stake),
            Grace = underWay && flapping.Forgives(bet.Identity, stake, situation.Now),
        };
        bet = bet with { Decision = plans.Explain(situation, bet, decision.Judged()) };
        choice.Add(bet);
        if (bet.Decision.Verdict != Verdict.Speculate) return bet;
        held.Add(bet);
        if (begun.Count < bet.Calls.Count) newlyAtRisk += Whole(situation, bet);
        return bet;
    }

    /// <summary>The held bets that can come true together with this one: guesses on one reading exclude each other.</summary>
    public List<Bet> Beside(Bet bet) => held.FindAll(other => !Exclude(bet, other));

    /// <summary>Whether two bets can't both come true: they guess different values of one reading.</summary>
    internal static bool Exclude(Bet one, Bet other)
    {
        foreach (var guess in one.Guesses)
            foreach (var against in other.Guesses)
                if (guess.Reading == against.Reading && !guess.Value.Equals(against.Value)) return true;
        return false;
    }

    /// <summary>
    /// Whether the run may lose this bet, and where its guess was bought on hope, whether all runs together may. The allowance is asked
    /// for all that the bet may lose, however soon the miss is expected to be known (law 4).
    /// </summary>
    private bool Allows(ISituation situation, Bet bet, in Terms stake)
    {
        var risk = Whole(situation, bet);
        return situation.Allows(bet, stake, risk, newlyAtRisk)
            && (onHope is null || !bet.Guesses.Any(g => onHope.Contains((g.Reading, g.By))) || situation.Covers(bet, risk + newlyAtRisk));
    }

    /// <summary>All that may still be spent on a bet.</summary>
    private static Usd Whole(ISituation situation, Bet bet)
    {
        var sum = Usd.Zero;
        foreach (var call in bet.Calls) sum += situation.Remaining(call) ?? Usd.Zero;
        return sum;
    }
}
