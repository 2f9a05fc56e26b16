using MathNet.Numerics.Distributions;

namespace Forerun.Calibrating;

/// <summary>What decisions on one edge have come to. Adds up.</summary>
/// <param name="Decisions">Decisions whose truth is known.</param>
/// <param name="Hits">Of them, those that were right.</param>
/// <param name="Said">The sum of the probabilities that were said.</param>
/// <param name="Squares">The sum of (P − outcome)².</param>
/// <param name="Fourths">The sum of (P − outcome)⁴, for the spread of the squares.</param>
/// <param name="Paying">Of the decisions, those on which a bet pays by what was said: P was at least what it takes to break even (P*).</param>
/// <param name="PayingHits">Of them, those that were right.</param>
/// <param name="Needed">The sum of their P*.</param>
public readonly record struct EdgeRecord(int Decisions, int Hits, double Said, double Squares, double Fourths, int Paying, int PayingHits, double Needed)
{
    /// <summary>The share that was right; 0 of none.</summary>
    public double Rate => Mean(Hits);

    /// <summary>The share of those on which a bet pays that was right; 0 of none.</summary>
    public double PayingRate => Paying == 0 ? 0 : PayingHits / (double)Paying;

    /// <summary>The Brier score; 0 of none.</summary>
    public double Brier => Mean(Squares);

    /// <summary>The variance of the mean of the squares.</summary>
    public double BrierVariance => Decisions == 0 ? 0 : Math.Max(0, Mean(Fourths) - (Brier * Brier)) / Decisions;

    /// <summary>The mean of what was said.</summary>
    public double MeanSaid => Mean(Said);

    /// <summary>The mean of what those on which a bet pays needed; 0 of none.</summary>
    public double BreakEven => Paying == 0 ? 0 : Needed / Paying;

    /// <summary>How far the mean of what was said is from what came true.</summary>
    public double Bias => Math.Abs(MeanSaid - Rate);

    /// <summary>
    /// How likely it is that those on which a bet pays are right less often than they need: by Beta(1/2 + hits, 1/2 + misses) of them.
    /// </summary>
    public double Doubt => DoubtOf(PayingHits, Paying);

    /// <summary>The same of all decisions, at what those on which a bet pays need: for where these are few.</summary>
    public double DoubtOfAll => DoubtOf(Hits, Decisions);

    /// <summary>With one more decision.</summary>
    public EdgeRecord With(double said, double needed, bool hit)
    {
        var square = (said - (hit ? 1 : 0)) * (said - (hit ? 1 : 0));
        var (one, pays) = (hit ? 1 : 0, said >= needed);
        return new(
            Decisions + 1, Hits + one, Said + said, Squares + square, Fourths + (square * square), Paying + (pays ? 1 : 0), PayingHits + (pays ? one : 0),
            Needed + (pays ? Math.Max(0, needed) : 0));
    }

    /// <summary>Both together.</summary>
    public static EdgeRecord operator +(EdgeRecord left, EdgeRecord right) => new(
        left.Decisions + right.Decisions, left.Hits + right.Hits, left.Said + right.Said, left.Squares + right.Squares, left.Fourths + right.Fourths,
        left.Paying + right.Paying, left.PayingHits + right.PayingHits, left.Needed + right.Needed);

    private double DoubtOf(int hits, int of) => BreakEven switch
    {
        <= 0 => 0,
        >= 1 => 1,
        var needed => Beta.CDF(0.5 + hits, 0.5 + of - hits, needed),
    };

    private double Mean(double sum) => Decisions == 0 ? 0 : sum / Decisions;
}
