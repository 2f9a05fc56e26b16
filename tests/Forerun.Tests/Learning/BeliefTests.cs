using Forerun.Learning;

namespace Forerun.Tests.Learning;

public class BeliefTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(42)]
    public void Probability_BernoulliStream_RecoversItsRate(int seed)
    {
        const int n = 2000;
        foreach (var p in new[] { 0.05, 0.3, 0.5, 0.8, 0.95 })
        {
            var belief = new Belief(DependencyTypes.Of("unknown"));
            var random = new Random(seed);
            for (var i = 0; i < n; i++) belief.Observe(random.NextDouble() < p);
            Assert.InRange(belief.Probability, p - (3 * Math.Sqrt(p * (1 - p) / n)), p + (3 * Math.Sqrt(p * (1 - p) / n)));
        }
    }

    [Fact]
    public void Quantile_TwoThousandStreams_CoverTheTruthAsOftenAsTheySay()
    {
        var random = new Random(7);
        var covered = 0;
        for (var stream = 0; stream < 2000; stream++)
        {
            var belief = new Belief(new Prior(0.5, 2));
            var p = random.NextDouble();
            for (var i = 0; i < 40; i++) belief.Observe(random.NextDouble() < p);
            if (belief.Quantile(0.025) <= p && p <= belief.Quantile(0.975)) covered++;
        }

        Assert.InRange(covered / 2000.0, 0.93, 0.97);
    }

    [Fact]
    public void Probability_CountsAddToThePrior()
    {
        var belief = new Belief(new Prior(0.8, 4));
        Assert.Equal(0.8, belief.Probability, 12);
        belief.Observe(true);
        belief.Observe(false);
        belief.Observe(false);
        Assert.Equal((1, 2), (belief.Hits, belief.Misses));
        Assert.Equal((4.2, 2.8), (Math.Round(belief.A, 12), Math.Round(belief.B, 12)));
        Assert.Equal(0.6, belief.Probability, 12);
    }

    [Theory]
    [InlineData(1, 103)]
    [InlineData(0.95, 15)]
    public void Probability_DriftFrom80To20Percent_IsFollowedTheSoonerTheMoreIsForgotten(double forget, int until)
    {
        var belief = new Belief(new Prior(0.5, 2), forget: forget);
        for (var i = 0; i < 100; i++) belief.Observe(i % 5 != 0);
        Assert.InRange(belief.Probability, 0.7, 0.9);
        var observations = 0;
        for (; belief.Probability >= 0.5; observations++) belief.Observe(observations % 5 == 0);
        Assert.Equal(until, observations);
    }

    [Fact]
    public void Hits_ForgettingHalf_AreHalvedAtEachObservation_AlsoWhereTheyWereKept()
    {
        var beliefs = new Beliefs(0.5);
        var edge = new Edge("w", "a", "b", "by");
        foreach (var hit in (bool[])[true, true, false]) beliefs.Of(edge, "lookup").Observe(hit);
        Assert.Equal((0.75, 1), (beliefs.Of(edge, "lookup").Hits, beliefs.Of(edge, "lookup").Misses));
        var (copy, restored) = (beliefs.Copy(), new Beliefs(0.5));
        restored.Restore(beliefs.Snapshot());
        foreach (var other in (Beliefs[])[beliefs, copy, restored])
        {
            other.Of(edge, "lookup").Observe(true);
            Assert.Equal((1.375, 0.5), (other.Of(edge, "lookup").Hits, other.Of(edge, "lookup").Misses));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Forget_OutOfRange_IsRefused(double forget)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Beliefs(forget));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Belief(new Prior(0.5, 2), forget: forget));
    }

    [Fact]
    public void ProbabilityAt_AQuantile_IsCarefulWithLittleAndTheSameInTheLimit()
    {
        var belief = new Belief(new Prior(0.8, 4));
        Assert.Equal(0.53, belief.ProbabilityAt(0.1m), 2);
        Assert.Equal(belief.Probability, belief.ProbabilityAt(null));
        var before = belief.Probability - belief.ProbabilityAt(0.1m);
        for (var i = 1; i <= 100_000; i++)
        {
            belief.Observe(i % 5 != 0);
            if (i == 1000) Assert.Equal(0.78, belief.ProbabilityAt(0.1m), 2);
            if (i is not (10 or 100 or 1000 or 10_000 or 100_000)) continue;
            var gap = belief.Probability - belief.ProbabilityAt(0.1m);
            Assert.InRange(gap, 0, before * 0.75);
            before = gap;
        }

        Assert.InRange(before, 0, 0.002);
    }

    [Fact]
    public void ProbabilityAt_ARouterThatNothingContradicts_IsItsFact()
    {
        var belief = new Belief(DependencyTypes.Of("router_k_way", 4));
        belief.Observe(true);
        Assert.Equal(0.25, belief.ProbabilityAt(0.1m));
        for (var i = 0; i < 30; i++) belief.Observe(true);
        Assert.InRange(belief.ProbabilityAt(0.1m), 0.8, belief.Probability - 0.01);
    }

    [Fact]
    public void Probability_LuckyRouter_HoldsOneOverKExactly()
    {
        var belief = new Belief(DependencyTypes.Of("router_k_way", 8));
        belief.Observe(true);
        belief.Observe(true);
        Assert.Equal(1.0 / 8, belief.Probability);
    }

    [Fact]
    public void Probability_ContradictedRouter_IsThePosteriorMeanAndStaysSo()
    {
        var belief = new Belief(DependencyTypes.Of("router_k_way", 4));
        while (belief.Probability <= 0.25) belief.Observe(true);
        Assert.InRange(belief.Hits, 4, 8);
        Assert.Equal(belief.A / (belief.A + belief.B), belief.Probability);
        belief.Observe(false);
        belief.Observe(false);
        Assert.Equal(belief.A / (belief.A + belief.B), belief.Probability);
    }

    [Fact]
    public void Probability_UniformRouters_AreAlmostNeverContradicted()
    {
        var random = new Random(42);
        var contradicted = 0;
        for (var router = 0; router < 2000; router++)
        {
            var ways = 2 + (router % 11);
            var belief = new Belief(DependencyTypes.Of("router_k_way", ways));
            for (var i = 0; i < 500; i++) belief.Observe(random.Next(ways) == 0);
            if (belief.Probability != belief.Prior.Mean) contradicted++;
        }

        Assert.InRange(contradicted, 0, 5);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    public void Probability_SkewedRouters_LearnWithinThirtyObservations(int ways)
    {
        var learned = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var belief = new Belief(DependencyTypes.Of("router_k_way", ways));
            for (var i = 0; i < 30; i++) belief.Observe(random.NextDouble() < 0.85);
            if (belief.Probability > 0.6) learned++;
        }

        Assert.InRange(learned, 95, 100);
    }

    [Fact]
    public void Of_SameEdge_IsOneBeliefAndAnotherEdgeAnother()
    {
        var beliefs = new Beliefs();
        var belief = beliefs.Of(new Edge("w", "a", "b", "by"), "lookup");
        Assert.Same(belief, beliefs.Of(new Edge("w", "a", "b", "by"), "lookup"));
        Assert.NotSame(belief, beliefs.Of(new Edge("w", "a", "c", "by"), "lookup"));
        Assert.NotSame(belief, beliefs.Of(new Edge("v", "a", "b", "by"), "lookup"));
        Assert.NotSame(belief, beliefs.Of(new Edge("w", "a", "b", "another"), "lookup"));
        Assert.Equal(0.8, belief.Probability, 12);
    }

    [Fact]
    public void Of_NewEdge_StartsFromWhatItsWorkflowElseItsTypeHasShown()
    {
        var beliefs = new Beliefs();
        for (var i = 0; i < 6; i++) beliefs.Of(new Edge("v", "a", "b", "by"), "lookup").Observe(i < 3);
        var fromType = ((4 * 0.8) + 3) / 10;
        Assert.Equal(fromType, beliefs.Of(new Edge("w", "a", "b", "by"), "lookup").Probability, 12);
        for (var i = 0; i < 4; i++) beliefs.Of(new Edge("w", "a", "b", "by"), "lookup").Observe(false);
        var fromWorkflow = beliefs.Of(new Edge("w", "c", "d", "by"), "lookup");
        Assert.Equal(4 * fromType / 8, fromWorkflow.Probability, 12);
        Assert.Equal(4, fromWorkflow.Prior.Strength);
        Assert.Equal(0.2, beliefs.Of(new Edge("w", "c", "e", "by"), "unknown").Probability, 12);
        Assert.Equal(0.8, beliefs.Of(new Edge("w", "c", "d", "another"), "lookup").Probability, 12);
    }

    [Fact]
    public void Of_NewRouter_StartsFromItsOwnWaysWhateverOthersHaveShown()
    {
        var beliefs = new Beliefs();
        for (var i = 0; i < 50; i++) beliefs.Of(new Edge("w", "a", "b", "by"), "router_k_way", 4).Observe(true);
        Assert.Equal(0.125, beliefs.Of(new Edge("w", "c", "d", "by"), "router_k_way", 8).Probability, 12);
    }

    [Theory]
    [InlineData(0, 0, 0.6)]
    [InlineData(1, 3, 0.27)]
    [InlineData(12, 2, 0.9)]
    [InlineData(0, 9, 0.05)]
    public void ExpectedExcess_IsTheIntegralAboveTheThreshold(int hits, int misses, double threshold)
    {
        var belief = new Belief(new Prior(0.5, 2));
        for (var i = 0; i < hits; i++) belief.Observe(true);
        for (var i = 0; i < misses; i++) belief.Observe(false);
        const int n = 100_000;
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            var p = (i + 0.5) / n;
            sum += Math.Max(p - threshold, 0) * MathNet.Numerics.Distributions.Beta.PDF(belief.A, belief.B, p) / n;
        }

        Assert.Equal(sum, belief.ExpectedExcess(threshold), 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.5)]
    public void ExpectedExcess_ThresholdThatNoProbabilityReaches_IsNone(double threshold) =>
        Assert.Equal(0, new Belief(new Prior(0.5, 2)).ExpectedExcess(threshold));
}
