using Forerun.Deciding;
using Forerun.Pricing;

namespace Forerun.Tests.Deciding;

public class AllowanceTests
{
    private readonly Purse purse = new();

    [Fact]
    public void Permits_FirstMiss_WhateverItCosts() => Assert.True(new Allowance(purse).Permits(new Usd(1000), yields: 1));

    [Fact]
    public void Permits_SecondBetAtOnce_OnlyWithinWhatIsLeft()
    {
        var allowance = new Allowance(purse);
        allowance.Risk(new Usd(1));
        Assert.False(allowance.Permits(new Usd(0.01m), yields: 1));
        allowance.Settled(new Usd(1));
        Assert.True(allowance.Permits(new Usd(5), yields: 1));
    }

    [Fact]
    public void Permits_AfterALoss_OnePerCentOfWhatTheRealPathHasCost()
    {
        var allowance = new Allowance(purse);
        allowance.Real(new Usd(3));
        allowance.Lost(new Usd(0.01m));
        Assert.Equal(0.02m, allowance.Left.Amount);
        Assert.True(allowance.Permits(new Usd(0.02m), yields: 1));
        Assert.False(allowance.Permits(new Usd(0.020001m), yields: 1));
    }

    [Fact]
    public void Permits_BetOnAGuessThatWasPaid_TheGuessIsPartOfTheOneMiss()
    {
        var allowance = new Allowance(purse);
        allowance.Risk(new Usd(0.2m));
        Assert.True(allowance.Permits(new Usd(1), yields: 1, sunk: new Usd(0.2m)));
        Assert.False(allowance.Permits(new Usd(1), yields: 1, sunk: new Usd(0.1m)));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void Permits_OneMissWhereTheRunBeforeHadABetterBet_OnlyForAFifthOfItsReturn(int yields, bool isPermitted)
    {
        var before = new Allowance(purse);
        before.Permits(new Usd(1), yields: 10);
        before.Permits(new Usd(1), yields: 3);
        before.Close();
        Assert.Equal(isPermitted, new Allowance(purse).Permits(new Usd(1), yields));
    }

    [Fact]
    public void Permits_PoorBetThatFitsInWhatIsLeft_NeedsNoMiss()
    {
        var before = new Allowance(purse);
        before.Permits(new Usd(1), yields: 10);
        before.Won(new Usd(2));
        before.Close();
        Assert.True(new Allowance(purse).Permits(new Usd(1), yields: 0.1m));
    }

    [Fact]
    public void Close_RunWithoutGoodBets_TheNextRunsMissIsForPoorOnesAgain()
    {
        var good = new Allowance(purse);
        good.Permits(new Usd(1), yields: 10);
        good.Close();
        var poor = new Allowance(purse);
        poor.Permits(new Usd(1), yields: 0.1m);
        poor.Close();
        Assert.True(new Allowance(purse).Permits(new Usd(1), yields: 0.1m));
    }

    [Fact]
    public void Left_WhatBetsHaveWon_MayBeLostAgain()
    {
        var allowance = new Allowance(purse);
        allowance.Lost(new Usd(1));
        Assert.Equal(-1, allowance.Left.Amount);
        allowance.Won(new Usd(1.5m));
        Assert.Equal(0.5m, allowance.Left.Amount);
    }

    [Fact]
    public void Close_RunThatWon_LeavesItToTheNext()
    {
        var first = new Allowance(purse);
        first.Won(new Usd(2));
        Assert.Equal(0, new Allowance(purse).Left.Amount);
        first.Close();
        Assert.Equal(2, new Allowance(purse).Left.Amount);
    }

    [Fact]
    public void Close_RunThatLostItsMissAndItsOnePerCent_LeavesNoDebts()
    {
        Ended(won: 2);
        Ended(real: 100, lost: [1, 7]);
        Assert.Equal(2, new Allowance(purse).Left.Amount);
    }

    [Fact]
    public void Close_RunThatLostMore_TakesItFromWhatWasWon()
    {
        Ended(won: 2);
        Ended(real: 100, lost: [1.5m, 7]);
        Assert.Equal(1.5m, new Allowance(purse).Left.Amount);
        Ended(lost: [7, 7]);
        Assert.Equal(0, new Allowance(purse).Left.Amount);
    }

    [Fact]
    public void Covers_ManyRuns_TheDialsShareOfOnePerCentOfAllAndWhatWasWonLessWhatIsLostOrAtRisk()
    {
        Ended(real: 100, won: 0.5m, lost: [0.25m]);
        var other = new Allowance(purse);
        other.Risk(new Usd(0.125m));
        var allowance = new Allowance(purse);
        Assert.True(allowance.Covers(new Usd(1.125m), dial: 1));
        Assert.False(allowance.Covers(new Usd(1.1251m), dial: 1));
        Assert.True(allowance.Covers(new Usd(0.625m), dial: 0.5m));
        Assert.False(allowance.Covers(new Usd(0.6251m), dial: 0.5m));
        Assert.False(allowance.Covers(new Usd(0.1251m), dial: 0));
    }

    [Fact]
    public void Covers_PredictorAlwaysWrong_AllRunsTogetherLoseAtMostOnePerCent()
    {
        var random = new Random(7);
        var (real, lost) = (0m, 0m);
        for (var run = 0; run < 300; run++)
        {
            var allowance = new Allowance(purse);
            for (var step = 0; step < 8; step++)
            {
                var risk = new Usd((decimal)random.NextDouble());
                if (allowance.Covers(risk, dial: 1))
                {
                    allowance.Lost(risk);
                    lost += risk.Amount;
                }

                var cost = new Usd((decimal)random.NextDouble() * 5);
                allowance.Real(cost);
                real += cost.Amount;
                Assert.True(lost <= 0.01m * real);
            }

            allowance.Close();
        }

        Assert.True(lost > 0.005m * real);
    }

    private void Ended(decimal real = 0, decimal won = 0, params decimal[] lost)
    {
        var run = new Allowance(purse);
        run.Real(new Usd(real));
        run.Won(new Usd(won));
        foreach (var loss in lost) run.Lost(new Usd(loss));
        run.Close();
    }

    [Fact]
    public void PermitsProbe_RunHasLostOrRisks_Refuses()
    {
        var lost = new Allowance(purse);
        lost.Lost(new Usd(0.000001m));
        Assert.False(lost.PermitsProbe);
        var risking = new Allowance(purse);
        risking.Risk(new Usd(0.000001m));
        Assert.False(risking.PermitsProbe);
    }

    [Fact]
    public void Lost_PredictorAlwaysWrong_NeverLosesMoreThanAllowanceAndOneMiss()
    {
        var random = new Random(42);
        for (var trial = 0; trial < 200; trial++)
        {
            var (real, lost, dearest) = (0m, 0m, 0m);
            var allowance = new Allowance(new Purse());
            for (var step = 0; step < 50; step++)
            {
                var risk = (decimal)random.NextDouble();
                if (allowance.Permits(new Usd(risk), yields: 1))
                {
                    dearest = Math.Max(dearest, risk);
                    allowance.Lost(new Usd(risk));
                    lost += risk;
                }

                var cost = (decimal)random.NextDouble() * 20;
                allowance.Real(new Usd(cost));
                real += cost;
                Assert.True(lost <= (0.01m * real) + dearest);
            }
        }
    }

    [Fact]
    public void Purse_OfTheRun_ReachesAllRuns()
    {
        var allowance = new Allowance(purse);
        allowance.Real(new Usd(100));
        allowance.Won(new Usd(0.5m));
        allowance.Lost(new Usd(0.2m));
        Assert.Equal(0.3m, purse.Net.Amount);
    }
}
