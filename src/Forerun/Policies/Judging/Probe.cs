using Forerun.Deciding;
using Forerun.Learning;

namespace Forerun.Policies.Judging;

/// <summary>
/// A guess that does not pay, bought to learn from it (ours). A structural prior (a router's 1/k) is known, not hoped for: no probes.
/// </summary>
internal static class Probe
{
    /// <summary>
    /// To learn how often the guesses are right: what knowing it would bring the decisions to come, of which there are taken to be as many
    /// as there were, has to cover the price of the guess. <paramref name="share"/>: how often such a guess would be needed.
    /// </summary>
    public static Decision OfBelief(in Decision decision, Belief belief, int decisions, double share = 1)
    {
        var terms = decision.Terms;
        var excess = Terms.Round(share * belief.ExpectedExcess((double)terms.BreakEvenProbability / Math.Max(share, 1e-9)));
        var score = decisions * excess * (terms.Value + terms.Cost).Amount;
        return As(decision, score, terms.GuessPrice.Amount);
    }

    /// <summary>To learn what a drafter that never finished costs and how long it takes: once, if its guess would pay for nothing.</summary>
    public static Decision OfPrice(in Decision decision)
    {
        var free = decision.Terms with { GuessPrice = default };
        return As(decision, free.ExpectedValue.Amount, free.Threshold.Amount);
    }

    /// <summary>A probe that is not worth it stays what it was: a purchase that does not pay.</summary>
    private static Decision As(in Decision decision, decimal score, decimal threshold) => score < threshold ? decision : decision with
    {
        Measure = "probe", Score = score, ScoreThreshold = threshold, Reason = Reason.Probe,
    };
}
