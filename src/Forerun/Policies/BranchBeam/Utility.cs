using Forerun.Deciding;

namespace Forerun.Policies.BranchBeam;

/// <summary>
/// U(b) = q·[ΔCP + η·Unlock] − ρ·Interf, in seconds. The terms are those of B-PASTE (arXiv 2604.16469); that they stand together so, η, ρ and
/// the measures of Unlock and Interf are ours.
/// </summary>
internal static class Utility
{
    /// <summary>A new prefix is worth starting from here on: U &gt; 0, in steps of a tick.</summary>
    public const decimal Least = 1m / TimeSpan.TicksPerSecond;

    /// <summary>η: a second that a prefix unlocks counts for half, since it takes another bet to have it.</summary>
    private const decimal Unlocking = 0.5m;

    /// <summary>ρ: what takes all the slack is taken to slow real calls under way by a tenth.</summary>
    private const decimal Slowing = 0.1m;

    /// <summary>The utility of a prefix beside others that can come true with it.</summary>
    public static decimal Of(ISituation situation, Bet bet, in Terms terms, IReadOnlyList<Bet> beside, int slack) =>
        (terms.Probability * (terms.SavedSeconds + (Unlocking * Unlock(situation, bet, terms, beside)))) - (Slowing * Interference(situation, bet, slack));

    /// <summary>Σ max(0, ΔCP(child))·q(child | b) over what could start next.</summary>
    private static decimal Unlock(ISituation situation, Bet bet, in Terms terms, IReadOnlyList<Bet> beside)
    {
        var sum = 0m;
        if (terms.Probability <= 0) return sum;
        foreach (var child in Hypotheses.After(situation, bet))
            if (situation.Appraise(child, [.. beside, bet]) is { } further)
                sum += Math.Max(0, further.SavedSeconds) * Math.Min(1, further.Probability / terms.Probability);
        return sum;
    }

    /// <summary>
    /// The share of the slack that its new calls take, times the seconds that the real calls under way still have to go. What is under way
    /// already takes nothing more.
    /// </summary>
    private static decimal Interference(ISituation situation, Bet bet, int slack)
    {
        var demand = bet.Calls.Count(c => situation.ProgressOf(c) == Progress.None);
        if (demand == 0) return 0;
        var rest = TimeSpan.Zero;
        foreach (var call in situation.Pending)
            if (situation.RemainingTime(call).Mean is var remaining && remaining > rest) rest = remaining;
        return demand / (decimal)Math.Max(1, slack) * rest.Ticks / TimeSpan.TicksPerSecond;
    }
}
