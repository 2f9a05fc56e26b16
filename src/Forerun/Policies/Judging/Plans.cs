using Forerun.Deciding;
using Forerun.Guessing;

namespace Forerun.Policies.Judging;

/// <summary>
/// The first of the two phases: a verdict for each edge before it is reached, from priors, forecasts and prices. The runtime verdict may
/// overrule it in both directions and says why.
/// </summary>
internal sealed class Plans
{
    private readonly Dictionary<(string, string), Decision> planned = [];

    /// <summary>Plans the edges that have come into sight.</summary>
    public void Make(ISituation situation, Choice choice)
    {
        foreach (var upstream in situation.Pending)
        {
            foreach (var reading in situation.ReadingsOf(upstream.Slot))
            {
                var sale = new Sale(situation.Real, upstream, reading, new Offer(null, null));
                if (sale.Work(situation) is not { } work) continue;
                var edge = (upstream.Operation.Name, work.Calls[0].Operation.Name);
                if (planned.ContainsKey(edge)) continue;
                if (situation.Offers(situation.Real, upstream, reading) is [var first, ..]) work = (sale with { Offer = first }).Work(situation) ?? work;
                if (situation.Appraise(work, []) is not { } terms) continue;
                var decision = new Decision
                {
                    Phase = Phase.Plan, Terms = terms, Admission = work.Admission, Enabled = true, WithinAllowance = true,
                    PriceBook = situation.Settings.Prices.Version,
                }.Judged();
                planned[edge] = decision;
                choice.Add(work with { Decision = decision });
            }
        }
    }

    /// <summary>The decision with the planned verdict beside it, and why they differ.</summary>
    public Decision Explain(ISituation situation, Bet bet, Decision decision)
    {
        var isNotAllowed = !decision.WithinAllowance && (decision with { WithinAllowance = true }).Judged().Verdict == Verdict.Speculate;
        if (isNotAllowed) decision = decision with { Reason = Reason.Allowance };
        var upstream = bet.World.Asked(bet.Guesses[0].Reading.Slot)?.Operation.Name ?? "";
        if (!planned.TryGetValue((upstream, bet.Calls[0].Operation.Name), out var plan)) return decision;
        return decision with
        {
            Planned = plan.Verdict,
            Reason = isNotAllowed ? Reason.Allowance : plan.Verdict == decision.Verdict ? Reason.None : Differs(situation, plan, decision),
        };
    }

    /// <summary>What, as it was planned, would have left the verdict as it was planned.</summary>
    private static Reason Differs(ISituation situation, Decision plan, Decision now)
    {
        if (now.Terms.Dial != plan.Terms.Dial || now.Terms.ValueOfTime != plan.Terms.ValueOfTime) return Reason.DialTurned;
        if (situation.Settings.Prices.Version != plan.PriceBook) return Reason.PriceChanged;
        var seconds = now.Terms.Saved < plan.Terms.Saved ? Reason.Late : now.Terms.Saved > plan.Terms.Saved ? Reason.Early : Reason.CostMoved;
        if (IsAsPlanned(now.Terms with { Probability = plan.Terms.Probability })) return Reason.PosteriorMoved;
        if (IsAsPlanned(now.Terms with { Saved = plan.Terms.Saved })) return seconds;
        if (IsAsPlanned(now.Terms with { Cost = plan.Terms.Cost, GuessPrice = plan.Terms.GuessPrice })) return Reason.CostMoved;
        return seconds; // no one thing alone

        bool IsAsPlanned(Terms terms) => terms.Pays == plan.Terms.Pays;
    }
}
