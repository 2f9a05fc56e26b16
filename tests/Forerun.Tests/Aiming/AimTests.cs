using Forerun.Aiming;

namespace Forerun.Tests.Aiming;

public class AimTests
{
    [Fact]
    public void Settled_WhileTooMuchIsSpent_HoldsRunsUntilItIsNot()
    {
        var over = Aim.Settled(Begun(Target.Extra(10), 0.5m), TimeSpan.FromSeconds(1), 1m, 0.2m);
        Assert.Equal(new Heading(0.25m, true), over.Heading);
        Assert.Equal((20m, 10m), (over.SeenPercent, over.BoundPercent));

        var still = Aim.Settled(over, TimeSpan.FromSeconds(1), 0.9m, 0); // 0.198 of 1.89
        Assert.True(still.Heading.IsHeld);
        var under = Aim.Settled(still, TimeSpan.FromSeconds(1), 0.9m, 0); // 0.196 of 2.77
        Assert.False(under.Heading.IsHeld);
        Assert.InRange(under.SeenPercent, 7, 7.1m);
    }

    [Fact]
    public void Settled_WhileALittleTooMuchIsSpentOverManyRuns_TurnsTheDialAndHoldsNone()
    {
        var aim = After(Begun(Target.Extra(10), 0.5m), 120, 0.085m);
        var later = After(aim, 60, 0.125m);

        Assert.False(later.Heading.IsHeld); // 10.6 %
        Assert.InRange(later.Heading.Dial, 0, aim.Heading.Dial - 0.05m);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void Settled_WhileTooMuchIsSpentAtDialZero_HoldsRunsHoweverLittleItIs(int runs) =>
        Assert.Equal(new Heading(0, true), After(Begun(Target.Extra(10), 0), runs, 0.101m).Heading);

    [Fact]
    public void Settled_WhileLittleIsSpent_TurnsTheDialUp_NeverBeyondOne()
    {
        var aim = After(Begun(Target.Extra(10), 0.5m), 10, 0.01m);
        Assert.Equal(new Heading(1, false), aim.Heading);
        Assert.Equal(aim.Heading, After(aim, 1, 0.01m).Heading);
    }

    [Fact]
    public void Settled_RunAfterRun_TurnsTheDialByEverSmallerSteps()
    {
        var aim = Begun(Target.Extra(10), 0);
        List<decimal> steps = [];
        for (var run = 0; run < 400; run++)
        {
            var next = Aim.Settled(aim, null, 1m, 0);
            steps.Add(next.Heading.Dial - aim.Heading.Dial);
            aim = next with { Heading = new Heading(0, false) };
        }

        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.True(pair.First >= pair.Second));
        Assert.Equal(0.9m * 0.25m, steps[0]);
        Assert.InRange(steps[^1], 0.9m * 0.02m, 0.9m * 0.0205m); // of a hundred runs, which is all that count
    }

    [Fact]
    public void Settled_OfATargetOfTime_RestsWhereTheWantedShareIsLate()
    {
        var aim = Aim.Settled(Begun(Target.Answered(95, TimeSpan.FromSeconds(8)), 0.5m), TimeSpan.FromSeconds(9), 1, 0);
        Assert.Equal(0.7375m, aim.Heading.Dial);

        for (var run = 0; run < 19; run++) aim = Aim.Settled(aim, TimeSpan.FromSeconds(8), 1, 0);

        Assert.Equal(0.5m, aim.Heading.Dial); // one of twenty was late
        Assert.Equal(aim.Heading, Aim.Settled(aim, null, 1, 0).Heading); // a run that failed says nothing of time
    }

    [Fact]
    public void After_RunsOfSomebodyElse_IsAsIfBothHadSettledHereOneAfterTheOther()
    {
        var began = After(Begun(Target.Extra(10), 0.5m), 7, 0.09m);
        var others = After(began, 3, 0.12m);
        var own = After(began, 5, 0.05m);

        var both = own.After(began, others);

        var inTurn = After(others, 5, 0.05m);
        Assert.Equal(15, both.Runs);
        Assert.Equal(
            [inTurn.Weight, inTurn.Real, inTurn.Extra], ((decimal[])[both.Weight, both.Real, both.Extra]).Select(d => Math.Round(d, 15)),
            (one, other) => Math.Round(one, 15) == Math.Round(other, 15));
        Assert.Equal(Math.Clamp(others.Heading.Dial + own.Heading.Dial - began.Heading.Dial, 0, 1), both.Heading.Dial);
    }

    [Fact]
    public void After_NobodyElse_OrAnotherTarget_IsWhatItWas()
    {
        var began = After(Begun(Target.Extra(10), 0.5m), 7, 0.09m);
        var own = After(began, 2, 0.09m);

        Assert.Equal(own, own.After(began, began));
        Assert.Equal(own, own.After(null, null));
        Assert.Equal(own, own.After(began, After(Begun(Target.Extra(5), 1), 9, 0)));
    }

    private static AimState Begun(Target target, decimal dial) => new("mail", target, new Heading(dial, false));

    private static AimState After(AimState aim, int runs, decimal more)
    {
        for (var run = 0; run < runs; run++) aim = Aim.Settled(aim, null, 1m, more);
        return aim;
    }
}
