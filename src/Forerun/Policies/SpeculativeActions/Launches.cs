using Forerun.Deciding;

namespace Forerun.Policies.SpeculativeActions;

/// <summary>What one more launch may gain, by the stationary rule (arXiv 2510.04371, Theorem 4 in its second version, §5.2).</summary>
/// <remarks>
/// A hit is worth ℓ = r·(a − b), but the step it brings forward is then a cached one on which nobody speculates. With g* the gain of a step
/// in the long run, a hit is therefore worth Δ* = ℓ − g* only, g* = max over m of (q(m)·ℓ − c·m) / (1 + q(m)), where q(m) is the probability
/// that one of m launches hits. Branch m + 1 is launched while Δ*·p·Π(1 − p_j) ≥ c. Here r is the value of time and a − b what the engine
/// says that the branch saves; this step's probabilities stand in for those of the steps to come (ours).
/// </remarks>
internal static class Launches
{
    /// <summary>c in USD: what a launch costs, (2 − alpha)·C (ours). It is counted for every launch, also for the one that hits.</summary>
    public static decimal Price(in Terms terms) => (2 - terms.Dial) * terms.Cost.Amount;

    /// <summary>Δ* in USD of branches, likeliest first, whose P is p·Π(1 − p_j) already.</summary>
    public static decimal Gain(IReadOnlyList<Terms> branches)
    {
        if (branches.Count == 0) return 0;
        var worth = branches[0].Value.Amount;
        var (hit, price, best) = (0m, 0m, 0m);
        foreach (var branch in branches)
        {
            hit += branch.Probability;
            price += Price(branch);
            best = Math.Max(best, ((hit * worth) - price) / (1 + hit));
        }

        return worth - best;
    }
}
