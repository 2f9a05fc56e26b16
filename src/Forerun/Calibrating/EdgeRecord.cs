using MathNet.Numerics.Distributions;

namespace Forerun.Calibrating;

/// <summary>What decisions on one edge have come to. Adds up.</summary>
/// <param name="Decisions">Decisions whose truth is known.</param>
/// <param name="Hits">Of them, those that were right.</param>
/// <param name="Said">The sum of the probabilities that were said.</param>
/// <param name="Needed">The sum of the probabilities that it would have taken to break even (P*), each at most 1.</param>
/// <param name="Squares">The sum of (P − outcome)².</param>
/// <param name="Fourths">The sum of (P − outcome)⁴, for the spread of the squares.</param>
public readonly record struct EdgeRecord(int Decisions, int Hits, double Said, double Needed, double Squares, double Fourths)
{
    /// <summary>The share that was right; 0 of none.</summary>
    public double Rate => Mean(Hits);

    /// <summary>The Brier score; 0 of none.</summary>
    public double Brier => Mean(Squares);

    /// <summary>The variance of the mean of the squares.</summary>
    public double BrierVariance => Decisions == 0 ? 0 : Math.Max(0, Mean(Fourths) - (Brier * Brier)) / Decisions;

    /// <summary>The mean of what was said.</summary>
    public double MeanSaid => Mean(Said);

    /// <summary>The mean of what was needed.</summary>
    public double BreakEven => Mean(Needed);

    /// <summary>How far the mean of what was said is from what came true.</summary>
    public double Bias => Math.Abs(MeanSaid - Rate);

    /// <summary>A quantile of the rate: that of Beta(1/2 + hits, 1/2 + misses).</summary>
    public double RateAt(double quantile) => Beta.InvCDF(0.5 + Hits, 0.5 + Decisions - Hits, quantile);

    /// <summary>How likely it is that the rate is below a value, by the same.</summary>
    public double ProbabilityBelow(double rate) => rate >= 1 ? 1 : rate <= 0 ? 0 : Beta.CDF(0.5 + Hits, 0.5 + Decisions - Hits, rate);

    /// <summary>With one more decision.</summary>
    public EdgeRecord With(double said, double needed, bool hit)
    {
        var square = (said - (hit ? 1 : 0)) * (said - (hit ? 1 : 0));
        return new(Decisions + 1, Hits + (hit ? 1 : 0), Said + said, Needed + Math.Clamp(needed, 0, 1), Squares + square, Fourths + (square * square));
    }

    /// <summary>Both together.</summary>
    public static EdgeRecord operator +(EdgeRecord left, EdgeRecord right) => new(
        left.Decisions + right.Decisions, left.Hits + right.Hits, left.Said + right.Said, left.Needed + right.Needed,
        left.Squares + right.Squares, left.Fourths + right.Fourths);

    private double Mean(double sum) => Decisions == 0 ? 0 : sum / Decisions;
}
