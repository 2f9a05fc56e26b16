namespace Forerun.Replay.Generating;

/// <summary>
/// Random numbers that are the same for a seed on every machine and in every version: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
/// </summary>
internal sealed class Dice(int seed)
{
    // Keeps the widest spread within what a trace may hold.
    private const double LargestFactor = 1_000;

    private ulong _state = unchecked((ulong)seed);

    /// <summary>From 0 to below 1, in steps of 2^-53.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Share() < probability;

    /// <summary>From 0 to below a count, each as likely.</summary>
    public int Below(int count) => (int)(Share() * count);

    /// <summary>A factor of mean 1: lognormal, its logarithm having this standard deviation; exactly 1 for sigma 0.</summary>
    public double Factor(double sigma) => Factor(Normal(), sigma);

    /// <summary>Two such factors from one draw: where the one is large, so is the other.</summary>
    public (double One, double Other) Factors(double one, double other)
    {
        var normal = Normal();
        return (Factor(normal, one), Factor(normal, other));
    }

    /// <summary>A rank from 0 to below a count, by Zipf's law: the weight of rank r (from 1) is r^-exponent.</summary>
    public int Rank(int count, double exponent)
    {
        var total = 0.0;
        for (var r = 1; r <= count; r++)
            total += Math.Pow(r, -exponent);
        var left = Share() * total;
        for (var r = 1; r < count; r++)
        {
            left -= Math.Pow(r, -exponent);
            if (left < 0)
                return r - 1;
        }
        return count - 1;
    }

    private static double Factor(double normal, double sigma) =>
        sigma == 0 ? 1 : Math.Min(LargestFactor, Math.Exp(sigma * normal - sigma * sigma / 2));

    /// <summary>Standard normal. Drawn for sigma 0 too, so that turning the jitter leaves all other draws as they are.</summary>
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share());

    private ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
