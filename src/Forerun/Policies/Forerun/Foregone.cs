using Forerun.Deciding;
using Forerun.Policies.Judging;
using Forerun.Workflows;

namespace Forerun.Policies.Forerun;

/// <summary>
/// What a hit takes from the next bet (ours): a call that began early leaves less time in which a bet on its own output could run. Where
/// such a bet is held already behind this one, nothing is lost; nor where nobody can guess that output.
/// </summary>
/// <remarks>
/// Let a bet on the next output hold with probability q, be worth L if it does and cost C if not. In a chain of steps alike, each hit uses
/// up the window of the step after it, so a window is worth x = q·(L − x) − (1 − q)·C, that is x = (q·L − (1 − q)·C) / (1 + q). A second that
/// is won is worth less by the part of x that lies in it.
/// </remarks>
internal static class Foregone
{
    /// <summary>The seconds that a bet saves, less those that the next bet loses by it, at the same value of time.</summary>
    public static TimeSpan Less(ISituation situation, Bet bet, IReadOnlyList<Bet> beside, in Terms terms)
    {
        if (terms.Value.Amount <= 0) return terms.Saved;
        var lost = 0m;
        foreach (var call in bet.Calls)
        {
            if (situation.ForecastOf(call.Operation) is not { } forecast || forecast.Remaining(TimeSpan.Zero).Mean is not { Ticks: > 0 } window) continue;
            var share = Math.Min(1, terms.Saved / window);
            foreach (var reading in situation.ReadingsOf(call.Slot)) lost += (decimal)share * Worth(situation, bet, beside, terms, call, reading);
        }

        return terms.Saved * (double)Math.Max(0, 1 - (lost / terms.Value.Amount));
    }

    /// <summary>x, in USD: what a window for a bet on the output of a call is worth, if it is lost.</summary>
    private static decimal Worth(ISituation situation, Bet bet, IReadOnlyList<Bet> beside, in Terms terms, Call call, Reading reading)
    {
        var offers = situation.Offers(bet.World, call, reading);
        var guesses = Guesses.Of(situation, bet.World, call, reading, offers);
        if (guesses.Count == 0 || new Sale(bet.World, call, reading, offers[0]).Work(situation, guesses.Max(g => g.Probability)) is not { } work) return 0;
        if (situation.Appraise(work, [.. beside, bet]) is not { } next || next.Pays || terms.Probability <= 0) return 0;
        var own = Math.Min(1, next.Probability / terms.Probability);
        return Math.Max(0, (next with { Probability = own }).Margin.Amount) / (1 + own);
    }
}
