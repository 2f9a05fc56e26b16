using Forerun.Deciding;
using Forerun.Learning;
using Forerun.Pricing;

namespace Forerun.Policies.Forerun;

/// <summary>What is at stake in a bet until the next of its guesses is resolved (ours).</summary>
/// <remarks>
/// Then it can be decided again, with one guess fewer: by then a miss may be known, so C is what will have been spent until then under
/// the provider's cancel rule; and a bet further ahead could still be made then, so L is only for the seconds until then.
/// </remarks>
internal static class Stake
{
    /// <summary>The terms of a bet beside others.</summary>
    public static Terms? Of(ISituation situation, Bet bet, IReadOnlyList<Bet> beside)
    {
        if (situation.Appraise(bet, beside) is not { } terms) return null;
        var until = UntilResolved(situation, bet);
        var cost = Usd.Zero;
        foreach (var call in bet.Calls)
        {
            if (situation.SpentBy(call, until) is not { } spent) return null;
            cost += spent;
        }

        return terms with { Cost = cost, Saved = bet.Guesses.Count > 1 && until.Mean < terms.Saved ? until.Mean : terms.Saved };
    }

    private static Durations UntilResolved(ISituation situation, Bet bet)
    {
        Durations? first = null;
        foreach (var guess in bet.Guesses)
        {
            if (bet.World.Asked(guess.Reading.Slot) is not { } upstream) continue;
            var remaining = situation.RemainingTime(upstream);
            if (first is not { } sooner || remaining.Mean < sooner.Mean) first = remaining;
        }

        return first ?? default;
    }
}
