using Forerun.Effects;

namespace Forerun.Testing;

/// <summary>
/// Random numbers that are the same for a seed on every machine and in every version: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
/// </summary>
/// <param name="state">Where the sequence begins.</param>
public sealed class Draws(ulong state)
{
    private ulong state = state;

    /// <summary>The sequence of a seed and a purpose: what is drawn for one purpose moves nothing that is drawn for another.</summary>
    public static Draws Of(int seed, string purpose) => new(unchecked((ulong)seed * 0x9E3779B97F4A7C15) ^ Digest.Of(purpose).A);

    /// <summary>From 0 to below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Share() < probability;

    /// <summary>From 0 to below a count, each as likely.</summary>
    public int Below(int count) => (int)(Share() * count);

    /// <summary>One of a list, each as likely.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>A time between two numbers of seconds, in whole milliseconds.</summary>
    public TimeSpan Seconds(double from, double to) => TimeSpan.FromMilliseconds(Math.Round(1000 * (from + (Share() * (to - from)))));

    private ulong Next()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
