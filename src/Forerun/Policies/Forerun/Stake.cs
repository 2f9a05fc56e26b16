using Forerun.Deciding;
using Forerun.Learning;
using Forerun.Pricing;

namespace Forerun.Policies.Forerun;

/// <summary>What is at stake in a bet until more is known (ours).</summary>
/// <remarks>
/// More is known when the next of its guesses is resolved, or when a draft is there of something that it guesses. Then it can be decided
/// again: by then a miss may be known, so C is what will have been spent until then under the provider's cancel rule; and the bet could
/// still be made then, so L is only for the seconds until then, unless nothing but the resolving of its one guess is to come. Of these
/// seconds the next bet may want some (<see cref="Foregone"/>). A tenth of the calls is at stake at least, whatever the cancel rule: they may
/// have finished before they are cancelled, and where cancelling costs nothing no guess would be too unlikely.
/// </remarks>
internal sealed class Stake(Drafts drafts)
{
    private const decimal Least = 0.1m;

    /// <summary>The terms of a bet beside others.</summary>
    public Terms? Of(ISituation situation, Bet bet, IReadOnlyList<Bet> beside)
    {
        if (situation.Appraise(bet, beside) is not { } terms) return null;
        var until = UntilResolved(situation, bet);
        var canWait = bet.Guesses.Count > 1;
        if (!HasBegun(situation, bet) && drafts.Arrival(situation, bet) is { } arrival && arrival.Mean < until.Mean) (until, canWait) = (arrival, true);
        var cost = Usd.Zero;
        foreach (var call in bet.Calls)
        {
            if (situation.SpentBy(call, until) is not { } spent) return null;
            cost += spent;
        }

        var stake = terms with { Cost = Usd.Max(cost, Least * terms.Cost), Saved = canWait && until.Mean < terms.Saved ? until.Mean : terms.Saved };
        return stake with { Saved = Foregone.Less(situation, bet, beside, stake) };
    }

    private static bool HasBegun(ISituation situation, Bet bet)
    {
        foreach (var call in bet.Calls)
            if (situation.ProgressOf(call) is Progress.UnderWay or Progress.Finished) return true;
        return false;
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
