using Forerun.Deciding;
using Forerun.Pricing;

namespace Forerun.Tests.Deciding;

public class AllowanceTests
{
    private readonly Winnings winnings = new();

    [Fact]
    public void Permits_FirstMiss_WhateverItCosts() => Assert.True(new Allowance(winnings).Permits(new Usd(1000)));

    [Fact]
    public void Permits_SecondBetAtOnce_OnlyWithinWhatIsLeft()
    {
        var allowance = new Allowance(winnings);
        allowance.Risk(new Usd(1));
        Assert.False(allowance.Permits(new Usd(0.01m)));
        allowance.Settled(new Usd(1));
        Assert.True(allowance.Permits(new Usd(5)));
    }

    [Fact]
    public void Permits_AfterALoss_OnePerCentOfWhatTheRealPathHasCost()
    {
        var allowance = new Allowance(winnings);
        allowance.Real(new Usd(3));
        allowance.Lost(new Usd(0.01m));
        Assert.Equal(0.02m, allowance.Left.Amount);
        Assert.True(allowance.Permits(new Usd(0.02m)));
        Assert.False(allowance.Permits(new Usd(0.020001m)));
    }

    [Fact]
    public void Permits_BetOnAGuessThatWasPaid_TheGuessIsPartOfTheOneMiss()
    {
        var allowance = new Allowance(winnings);
        allowance.Risk(new Usd(0.2m));
        Assert.True(allowance.Permits(new Usd(1), sunk: new Usd(0.2m)));
        Assert.False(allowance.Permits(new Usd(1), sunk: new Usd(0.1m)));
    }

    [Fact]
    public void Left_WhatBetsHaveWon_MayBeLostAgain()
    {
        var allowance = new Allowance(winnings);
        allowance.Lost(new Usd(1));
        Assert.Equal(-1, allowance.Left.Amount);
        allowance.Won(new Usd(1.5m));
        Assert.Equal(0.5m, allowance.Left.Amount);
    }

    [Fact]
    public void Left_NextRun_BringsWhatTheLastOnesHaveWonButNotTheirLosses()
    {
        winnings.Add(won: new Usd(2), lost: new Usd(0.5m));
        Assert.Equal(1.5m, new Allowance(winnings).Left.Amount);
        winnings.Add(lost: new Usd(9));
        Assert.Equal(0, new Allowance(winnings).Left.Amount);
    }

    [Fact]
    public void PermitsProbe_RunHasLostOrRisks_Refuses()
    {
        var lost = new Allowance(winnings);
        lost.Lost(new Usd(0.000001m));
        Assert.False(lost.PermitsProbe);
        var risking = new Allowance(winnings);
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
            var allowance = new Allowance(new Winnings());
            for (var step = 0; step < 50; step++)
            {
                var risk = (decimal)random.NextDouble();
                if (allowance.Permits(new Usd(risk)))
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
    public void Winnings_OfTheRun_ReachAllRuns()
    {
        var allowance = new Allowance(winnings);
        allowance.Real(new Usd(100));
        allowance.Won(new Usd(0.5m));
        allowance.Lost(new Usd(0.2m));
        Assert.Equal(0.3m, winnings.Net.Amount);
    }
}
