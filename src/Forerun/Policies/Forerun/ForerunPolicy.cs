using Forerun.Deciding;
using Forerun.Policies.CostAware;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Policies.Forerun;

/// <summary>
/// <c>forerun</c>: depth, breadth and prefetch as one greedy choice (ours). From the real world outward every offered guess gives a
/// world, and the calls due there are candidates. The one with the most expected dollars for each dollar at risk is judged first; what is
/// held opens the worlds behind it. The window slides: as soon as something is known, all of it is chosen again.
/// </summary>
/// <remarks>
/// The rule is that of <see cref="Terms"/>, with L and C until the next of the guesses is resolved (<see cref="Stake"/>). Allowance,
/// hysteresis and the two phases are those of <see cref="CostAwarePolicy"/>.
/// </remarks>
public sealed class ForerunPolicy : IPolicy
{
    private readonly Plans plans = new();
    private readonly Flapping flapping = new();
    private readonly Beam beam = new();
    private readonly Drafts drafts = new();
    private readonly List<Bet> held = [];
    private Usd newlyAtRisk;

    /// <inheritdoc/>
    public string Name => "forerun";

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
        held.Clear();
        newlyAtRisk = Usd.Zero;
        plans.Make(situation, choice);
        beam.Begin(situation);
        while (beam.TryTake(held) is { } bet)
            if (Judge(situation, choice, bet) is { } opened) beam.Open(opened);
        newlyAtRisk += drafts.Choose(situation, choice, held, newlyAtRisk);
    }

    /// <inheritdoc/>
    public void Observe(Call call, Value value) => drafts.Observe(call, value);

    /// <summary>Gives a bet its verdict; the bet as it is held, or that nobody may hold, leads further, one that waits does not.</summary>
    private Bet? Judge(ISituation situation, Choice choice, Bet bet)
    {
        var beside = Stake.Beside(bet, held);
        bet = Joint.Trim(situation, bet, beside);
        if (Stake.Of(situation, bet, beside) is not { } terms) return null;
        var begun = bet.Calls.Where(c => situation.ProgressOf(c) is Progress.UnderWay or Progress.Finished).ToList();
        if (begun.Count > 0 && begun.Count < bet.Calls.Count && !Allows(situation, bet))
        {
            // What is under way goes on; what would join it has to be allowed like any other bet.
            bet = bet with { Calls = begun };
            if (Stake.Of(situation, bet, beside) is not { } less) return null;
            terms = less;
        }

        var underWay = begun.Count > 0;
        var decision = new Decision
        {
            Phase = underWay ? Phase.Stream : Phase.Runtime, Terms = terms, Admission = bet.Admission, Enabled = true,
            WithinAllowance = underWay || Allows(situation, bet),
            Grace = underWay && flapping.Forgives(bet.Identity, terms, situation.Now),
        };
        decision = plans.Explain(situation, bet, decision.Judged());
        bet = bet with { Decision = decision };
        choice.Add(bet);
        if (decision.Verdict == Verdict.Wait) return null;
        if (decision.Verdict == Verdict.Inadmissible) return bet;
        held.Add(bet);
        if (begun.Count < bet.Calls.Count) newlyAtRisk += Stake.Whole(situation, bet);
        return bet;
    }

    /// <summary>The allowance is asked for all that the bet may lose, however soon the miss is expected to be known (law 4).</summary>
    private bool Allows(ISituation situation, Bet bet) => situation.Allows(bet, Stake.Whole(situation, bet), newlyAtRisk);
}
