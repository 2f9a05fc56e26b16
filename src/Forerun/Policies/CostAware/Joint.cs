using Forerun.Deciding;

namespace Forerun.Policies.CostAware;

/// <summary>Which calls of a bet to hold together. Early branches of a fan-in save nothing one by one, so the whole comes first.</summary>
internal static class Joint
{
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
