using MathNet.Numerics.Distributions;

namespace Forerun.Calibrating;

/// <summary>
/// Change detection on hits and misses: Page's cumulative sum of log-likelihood ratios (Page, Biometrika 41, 1954), of "right half as often as
/// the reference" against "right as often as the reference". That it is this alternative, reference and threshold is ours: docs/drift.md.
/// </summary>
/// <remarks>
/// Reference p, alternative p/2: a hit adds ln(1/2), a miss ln((1 − p/2)/(1 − p)), and the sum never falls below 0. While the true rate is at
/// least p, the exponential of the sum from any start is a supermartingale, so by Ville's inequality it reaches <see cref="Threshold"/> with
/// probability at most e^−threshold from each start, and from any of n with at most n·e^−threshold.
/// </remarks>
public static class DriftTest
{
    /// <summary>Where the sum counts as a change: ln(10^7), so at most 1 in 1,000 false alarms in 10,000 decisions.</summary>
    public static double Threshold { get; } = Math.Log(10_000_000);

    /// <summary>Of how many decisions an edge that entered at once has its reference: 50.</summary>
    public const int Baseline = 50;

    private const double Half = 0.5, Cautious = 0.05;

    /// <summary>The sum after one more decision.</summary>
    /// <param name="sum">The sum so far, 0 at the start.</param>
    /// <param name="reference">The rate of hits to which is compared, above 0 and below 1.</param>
    /// <param name="hit">Whether the guess was right.</param>
    public static double Next(double sum, double reference, bool hit) => Math.Max(0, sum + (hit ? OfHit : OfMiss(reference)));

    /// <summary>
    /// The reference that a record gives: the 5 % quantile of Beta(1/2 + hits, 1/2 + misses), since a reference that is too high by chance
    /// would be missed by chance.
    /// </summary>
    public static double Reference(double hits, double misses) => Beta.InvCDF(0.5 + hits, 0.5 + misses, Cautious);

    /// <summary>
    /// After how many decisions from a change on it is found with a probability, whatever the sum was before: the least n for which a binomial
    /// number of misses brings the sum from 0 over the threshold. Null where the rate after the change is too high to be told apart.
    /// </summary>
    /// <param name="reference">The rate of hits before, as the reference has it.</param>
    /// <param name="after">The rate of hits from the change on.</param>
    /// <param name="probability">How likely it is to be found by then. Default: 0.95.</param>
    public static int? FoundWithin(double reference, double after, double probability = 0.95)
    {
        var (hit, miss) = (OfHit, OfMiss(reference));
        if (((1 - after) * miss) + (after * hit) <= 0) return null;
        for (var n = 1; n < 1_000_000; n++)
        {
            var misses = Math.Ceiling((Threshold - (n * hit)) / (miss - hit));
            if (misses <= n && 1 - Binomial.CDF(1 - after, n, misses - 1) >= probability) return n;
        }

        return null;
    }

    private static double OfHit => Math.Log(Half);

    private static double OfMiss(double reference) => Math.Log((1 - (Half * reference)) / (1 - reference));
}
