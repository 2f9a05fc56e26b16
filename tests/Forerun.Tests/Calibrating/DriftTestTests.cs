using Forerun.Calibrating;

namespace Forerun.Tests.Calibrating;

/// <summary>The drift test by itself, on streams of hits and misses drawn by seeds: 0.8 before, 0.2 from a change on.</summary>
public class DriftTestTests
{
    private const double Before = 0.8, After = 0.2;
    private static readonly double Reference = DriftTest.Reference(80, 20);

    // By hand: after n decisions with m misses the sum is m·ln((1 − p/2)/(1 − p)) − (n − m)·ln 2.
    [Fact]
    public void Next_HitsAndMisses_AddsTheLogOfTheirLikelihoods()
    {
        Assert.Equal(Math.Log(0.6 / 0.2), DriftTest.Next(0, 0.8, hit: false), 12);
        Assert.Equal(2 - Math.Log(2), DriftTest.Next(2, 0.8, hit: true), 12);
        Assert.Equal(0, DriftTest.Next(0.1, 0.8, hit: true));
    }

    [Fact]
    public void FoundWithin_AfterAHundredDecisions_IsWhatTheDocsSay() => Assert.Equal(Documented, DriftTest.FoundWithin(Reference, After));

    /// <summary>docs/drift.md.</summary>
    internal const int Documented = 43;

    [Fact]
    public void FoundWithin_RateThatIsStillFine_IsNever() => Assert.Null(DriftTest.FoundWithin(0.8, 0.75));

    [Fact]
    public void Sum_AfterTheChange_IsOverTheThresholdWithinThatManyIn95Percent()
    {
        var within = DriftTest.FoundWithin(Reference, After)!.Value;
        var found = Enumerable.Range(1, 1_000).Count(seed => FirstOver(new Random(seed), Before, 200, After, within) > 200);
        Assert.InRange(found, 950, 1_000);
    }

    [Fact]
    public void Sum_WithoutAChange_IsOverTheThresholdInFewerThanOneOfAHundredStreamsOf10000()
    {
        var alarms = Enumerable.Range(1, 1_000).Count(seed => FirstOver(new Random(seed), Before, 10_000, Before, 0) is not null);
        Assert.InRange(alarms, 0, 9);
    }

    // What the bound is of: a reference that is exactly the rate, not one that is careful.
    [Fact]
    public void Sum_WithoutAChangeAndWithoutCaution_KeepsTheBoundAllTheSame()
    {
        var alarms = Enumerable.Range(1, 1_000).Count(seed => FirstOver(new Random(seed), Before, 10_000, Before, 0, Before) is not null);
        Assert.InRange(alarms, 0, 9);
    }

    private static int? FirstOver(Random random, double rate, int decisions, double then, int more, double? reference = null)
    {
        var sum = 0.0;
        for (var i = 1; i <= decisions + more; i++)
        {
            sum = DriftTest.Next(sum, reference ?? Reference, random.NextDouble() < (i <= decisions ? rate : then));
            if (sum >= DriftTest.Threshold) return i;
        }

        return null;
    }
}
