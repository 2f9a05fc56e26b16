using Forerun.Deciding;
using Forerun.Pricing;

namespace Forerun.Tests.Deciding;

public class TermsTests
{
    private static readonly decimal[] Dials = [0, 0.25m, 0.5m, 0.75m, 1];

    [Theory]
    [InlineData("1", "5.7")]
    [InlineData("0.5", "3.8")]
    [InlineData("0", "2.9")]
    public void CriticalWays_PublishedParameters_GiveThePublishedTable(string dial, string published)
    {
        var terms = Ratio(4.717m, decimal.Parse(dial));
        Assert.Equal(decimal.Parse(published), Math.Round(terms.CriticalWays!.Value, 1));
    }

    [Fact]
    public void Pays_UniformRouter_WaitsFromTheFirstWayAboveTheCriticalOne()
    {
        foreach (var dial in Dials)
        {
            var critical = Ratio(4.717m, dial).CriticalWays!.Value;
            var first = Enumerable.Range(2, 20).First(k => !Ratio(4.717m, dial, Terms.Round(1.0 / k)).Pays);
            Assert.Equal((int)critical + 1, first);
        }
    }

    // sources: worked examples, arithmetic checked by hand.
    [Theory]
    [InlineData("0.25", "0.0135", "0.08", "0.8", "1", "0.005875", "0", true)]
    [InlineData("0.25", "0.0135", "0.08", "0.8", "0.5", "0.005875", "0.00675", false)]
    [InlineData("0.72", "0.0009", "0.01", "2.5", "0", "0.017748", "0.0009", true)]
    [InlineData("0.35", "0.15", "0.02", "6", "1", "-0.0555", "0", false)]
    public void ExpectedValue_WorkedExamples_AreExact(
        string p, string cost, string valueOfTime, string seconds, string dial, string expected, string threshold, bool pays)
    {
        var terms = new Terms(
            decimal.Parse(p), TimeSpan.FromSeconds(double.Parse(seconds)), new Usd(decimal.Parse(cost)), Usd.Zero,
            new Usd(decimal.Parse(valueOfTime)), decimal.Parse(dial));
        Assert.Equal(decimal.Parse(expected), terms.ExpectedValue.Amount);
        Assert.Equal(decimal.Parse(threshold), terms.Threshold.Amount);
        Assert.Equal(decimal.Parse(expected) - decimal.Parse(threshold), terms.Margin.Amount);
        Assert.Equal(pays, terms.Pays);
    }

    [Fact]
    public void BreakEvenProbability_LongSummaryOnAGuessedInput_IsFiveNinths() =>
        Assert.Equal(5m / 9, Ratio(0.8m, 1).BreakEvenProbability, 20);

    [Fact]
    public void Pays_AtBreakEven_FlipsExactlyThere()
    {
        foreach (var dial in Dials)
        {
            var at = Ratio(3, dial).BreakEvenProbability;
            Assert.Equal((2 - dial) / 4, at);
            Assert.True(Ratio(3, dial, at).Pays);
            Assert.Equal(0, Ratio(3, dial, at).Margin.Amount);
            Assert.False(Ratio(3, dial, at - 0.000000000001m).Pays);
            Assert.True(Ratio(3, dial, at + 0.000000000001m).Pays);
        }
    }

    [Fact]
    public void Pays_OverAGrid_FlipsWithinOnePartInAThousandMillionOfBreakEven()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var terms = Any(random);
            var (low, high) = (0m, 2m);
            for (var step = 0; step < 60; step++)
            {
                var middle = (low + high) / 2;
                if ((terms with { Probability = middle }).Pays) high = middle;
                else low = middle;
            }

            if (terms.BreakEvenProbability < 2) Assert.Equal(terms.BreakEvenProbability, high, 9);
        }
    }

    [Fact]
    public void BreakEvenProbability_ValueBelowWhatTheDialAsks_IsAboveOne()
    {
        Assert.True(Ratio(0.9m, 0).BreakEvenProbability > 1);
        Assert.False(Ratio(0.9m, 0, 1).Pays);
        Assert.True(Ratio(0.9m, 1, 1).Pays);
    }

    [Fact]
    public void ImpliedValueOfTime_AnyTerms_IsWhereTheBetBreaksEven()
    {
        var random = new Random(42);
        for (var i = 0; i < 500; i++)
        {
            var terms = Any(random);
            var implied = terms.ImpliedValueOfTime!.Value;
            Assert.Equal(0, (terms with { ValueOfTime = implied }).Margin.Amount, 20);
            Assert.True((terms with { ValueOfTime = implied + new Usd(0.000001m) }).Pays);
        }
    }

    [Theory]
    [InlineData("0", 5)]
    [InlineData("0.5", 0)]
    public void ImpliedValueOfTime_NothingToGain_IsNull(string p, int seconds) =>
        Assert.Null(new Terms(decimal.Parse(p), TimeSpan.FromSeconds(seconds), new Usd(1), Usd.Zero, new Usd(1), 1).ImpliedValueOfTime);

    [Fact]
    public void ImpliedValueOfTime_OperatorWithAHiddenValue_IsRecoveredFromTheirLaunches()
    {
        const decimal hidden = 0.037m;
        var random = new Random(1);
        decimal highestWait = 0, lowestLaunch = decimal.MaxValue;
        for (var i = 0; i < 5000; i++)
        {
            var terms = Any(random) with { ValueOfTime = new Usd(hidden), GuessPrice = Usd.Zero };
            var implied = terms.ImpliedValueOfTime!.Value.Amount;
            if (terms.Pays) lowestLaunch = Math.Min(lowestLaunch, terms.ValueOfTime.Amount - implied >= 0 ? hidden - implied : decimal.MinValue);
            else highestWait = Math.Max(highestWait, hidden - implied);
        }

        Assert.True(highestWait <= 0);
        Assert.InRange(lowestLaunch, 0, 0.02m * hidden);
    }

    [Fact]
    public void GuessPrice_IsPaidWhetherRightOrWrong_AndMovesTheBreakEven()
    {
        var free = Ratio(3, 1, 0.5m);
        var paid = free with { GuessPrice = new Usd(0.5m) };
        Assert.Equal(free.ExpectedValue - new Usd(0.5m), paid.ExpectedValue);
        Assert.Equal(0.375m, paid.BreakEvenProbability);
        Assert.True((paid with { Probability = 0.375m }).Pays);
        Assert.False((paid with { Probability = 0.374999999999m }).Pays);
    }

    [Fact]
    public void Pays_NothingToLose_AlwaysPaysAndHasNoCriticalWays()
    {
        var terms = new Terms(0, TimeSpan.FromSeconds(1), Usd.Zero, Usd.Zero, new Usd(0.01m), 0);
        Assert.True(terms.Pays);
        Assert.Equal(0, terms.BreakEvenProbability);
        Assert.Null(terms.CriticalWays);
        Assert.Equal(0, (terms with { Saved = TimeSpan.Zero }).BreakEvenProbability);
    }

    [Fact]
    public void Pays_NothingToLoseButTheGuess_BreaksEvenAtPriceOverValue()
    {
        var terms = new Terms(0.25m, TimeSpan.FromSeconds(4), Usd.Zero, new Usd(0.01m), new Usd(0.01m), 0);
        Assert.Equal(0.25m, terms.BreakEvenProbability);
        Assert.True(terms.Pays);
        Assert.False((terms with { Probability = 0.24m }).Pays);
    }

    // P·L = (1 − P)·C exactly; in binary floating point a good part of these falls on the wrong side.
    [Fact]
    public void Pays_ExactTies_AreTiesInDecimal()
    {
        for (var i = 1; i < 100; i++)
        {
            var (p, q) = (i / 100m, (100 - i) / 100m);
            var terms = new Terms(p, TimeSpan.FromSeconds(1), new Usd(p), Usd.Zero, new Usd(q), 1);
            Assert.Equal(0, terms.Margin.Amount);
            Assert.True(terms.Pays);
        }
    }

    [Theory]
    [InlineData(double.NaN, "0")]
    [InlineData(double.NegativeInfinity, "0")]
    [InlineData(-0.25, "0")]
    [InlineData(1.5, "1")]
    [InlineData(double.PositiveInfinity, "1")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(1.0 / 3, "0.333333333333")]
    [InlineData(1e-13, "0")]
    public void Round_AnyDouble_IsAProbabilityOfTwelveDecimals(double probability, string expected) =>
        Assert.Equal(decimal.Parse(expected), Terms.Round(probability));

    [Fact]
    public void SavedSeconds_OneTick_IsNotLost() =>
        Assert.Equal(0.0000001m, new Terms(1, TimeSpan.FromTicks(1), Usd.Zero, Usd.Zero, new Usd(1), 1).Value.Amount);

    private static Terms Ratio(decimal valueOverCost, decimal dial, decimal p = 0) =>
        new(p, TimeSpan.FromSeconds(1), new Usd(1), Usd.Zero, new Usd(valueOverCost), dial);

    private static Terms Any(Random random) => new(
        Terms.Round(0.05 + (0.9 * random.NextDouble())), TimeSpan.FromSeconds(0.1 + (10 * random.NextDouble())),
        new Usd((decimal)(0.0001 + (0.1 * random.NextDouble()))), new Usd((decimal)(0.001 * random.NextDouble())),
        new Usd((decimal)(0.001 + (0.1 * random.NextDouble()))), Math.Round((decimal)random.NextDouble(), 4));
}
