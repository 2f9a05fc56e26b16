using Forerun.Deciding;
using Forerun.Workflows;

namespace Forerun.Policies.Judging;

/// <summary>Which calls of a bet to hold together. Early branches of a fan-in save nothing one by one, so the whole comes first.</summary>
internal static class Joint
{
    /// <summary>
    /// The calls that are due on guesses, those on the same guesses together: a fan-in waits for all of them. What counts as right for one call
    /// may not for another, then they are apart.
    /// </summary>
    public static List<Bet> Due(World world)
    {
        var bets = new List<Bet>();
        var guesses = new List<Guess>();
        for (var at = world; !at.IsReal; at = at.Before!)
        {
            foreach (var due in at.Due)
            {
                guesses.Clear();
                at.UnderAll(due, guesses);
                if (guesses.Count == 0) continue;
                var same = bets.FindIndex(b => b.Guesses.Count == guesses.Count && b.Guesses.All(guesses.Contains) && Tier(b.Calls[0]) == Tier(due));
                if (same < 0) bets.Add(new Bet([due], [.. guesses], at));
                else bets[same] = bets[same] with { Calls = [.. bets[same].Calls, due] };
            }
        }

        return bets;
    }

    private static int Tier(Call call)
    {
        var tier = 1;
        foreach (var dependency in call.Reads) tier = Math.Max(tier, dependency.Tier);
        return tier;
    }

    /// <summary>
    /// Bets that save nothing one by one, since they wait for each other further down, may save something together: one bet of all.
    /// </summary>
    public static List<Bet> Unite(ISituation situation, List<Bet> bets, World world)
    {
        if (bets.Count < 2) return bets;
        var idle = bets.FindAll(b => situation.Appraise(b, []) is { } terms && terms.Saved <= TimeSpan.Zero);
        if (idle.Count < 2) return bets;
        var all = new Bet([.. idle.SelectMany(b => b.Calls)], [.. idle.SelectMany(b => b.Guesses).Distinct()], world);
        if (situation.Appraise(all, []) is not { Pays: true } together || together.Saved <= TimeSpan.Zero) return bets;
        return [.. bets.Except(idle), all];
    }

    /// <summary>The bet without the inadmissible calls, and without those whose going makes it better, worst first.</summary>
    public static Bet Trim(ISituation situation, Bet bet, IReadOnlyList<Bet> held)
    {
        if (bet.Calls.Count == 1) return bet;
        var admissible = bet.Calls.Where(c => c.Operation.Admission != Effects.Admission.Inadmissible).ToList();
        if (admissible.Count > 0) bet = bet with { Calls = admissible };
        while (bet.Calls.Count > 1)
        {
            var best = Margin(situation, bet, held);
            Bet? better = null;
            foreach (var call in bet.Calls)
            {
                var without = bet with { Calls = [.. bet.Calls.Where(c => c != call)] };
                if (Margin(situation, without, held) is { } margin && (best is null || margin > best)) (best, better) = (margin, without);
            }

            if (better is null) return bet;
            bet = better;
        }

        return bet;
    }

    private static decimal? Margin(ISituation situation, Bet bet, IReadOnlyList<Bet> held) => situation.Appraise(bet, held)?.Margin.Amount;
}
