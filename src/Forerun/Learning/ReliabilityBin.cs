namespace Forerun.Learning;

/// <summary>Guesses that were said to be about as likely, and how many of them came true.</summary>
/// <param name="Count">How many.</param>
/// <param name="Said">The sum of their probabilities: divided by the count, what was said on average.</param>
/// <param name="Right">How many were right.</param>
public readonly record struct ReliabilityBin(int Count, double Said, int Right)
{
    /// <summary>How many bins there are: probabilities by tenths, 1 with those from 0.9.</summary>
    public const int Bins = 10;

    /// <summary>The bin of a probability from 0 to 1.</summary>
    public static int Of(double probability) => Math.Clamp((int)(probability * Bins), 0, Bins - 1);

    /// <summary>This bin with one more guess.</summary>
    public ReliabilityBin With(double probability, bool isRight) => new(Count + 1, Said + probability, Right + (isRight ? 1 : 0));

    /// <summary>Both together.</summary>
    public static ReliabilityBin operator +(ReliabilityBin left, ReliabilityBin right) =>
        new(left.Count + right.Count, left.Said + right.Said, left.Right + right.Right);
}
