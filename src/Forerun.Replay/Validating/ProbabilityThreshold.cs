using Forerun.Deciding;
using Forerun.Replay.Generating;

namespace Forerun.Replay.Validating;

/// <summary>
/// The least P at which the product speculates, found by halving and knowing nothing but verdicts, is P* = ((2 − alpha)·C + G) / (L + C), for
/// bets drawn by a seed. The deviation is the largest distance.
/// </summary>
internal static class ProbabilityThreshold
{
    private const int Drawn = 500;

    public static Check Check()
    {
        var dice = new Dice(1);
        var worst = 0.0;
        for (var i = 0; i < Drawn; i++)
        {
            var (cost, ratio, dial) = ((decimal)(0.0001 + dice.Share()), (decimal)(0.1 + (20 * dice.Share())), (decimal)dice.Share());
            var guess = (decimal)dice.Share() * cost / 2;
            var threshold = (double)((((2 - dial) * cost) + guess) / (cost * (1 + ratio)));
            var found = Lowest(p => Bets.Speculates(Bets.Of(Terms.Round(p), cost, ratio, dial, guess)));
            worst = Math.Max(worst, threshold > 1 ? (found is null ? 0 : 1) : Math.Abs((found ?? 2) - threshold));
        }

        return new Check("probability_threshold", worst, 1e-9);
    }

    /// <summary>The least probability that passes; null if even certainty does not.</summary>
    private static double? Lowest(Func<double, bool> passes)
    {
        var (low, high) = (0.0, 1.0);
        if (!passes(high)) return null;
        while (high - low > 1e-13)
        {
            var middle = (low + high) / 2;
            if (passes(middle)) high = middle;
            else low = middle;
        }

        return high;
    }
}
