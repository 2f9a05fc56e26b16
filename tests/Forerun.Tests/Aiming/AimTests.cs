using Forerun.Aiming;
using Forerun.Policies;

namespace Forerun.Tests.Aiming;

public class AimTests
{
    [Fact]
    public void Settled_WhileTooMuchIsSpent_HoldsRunsUntilItIsNot()
    {
        var aim = new Aim(Target.Extra(10), 0.5m);

        var over = aim.Settled(TimeSpan.FromSeconds(1), 1m, 0.2m)!;
        Assert.Equal((0.25m, true), (over.To.Dial, over.To.IsHeld));
        Assert.Equal((20m, 10m), (over.SeenPercent, over.BoundPercent));
        Assert.True(aim.Settled(TimeSpan.FromSeconds(1), 0.9m, 0)!.To.IsHeld); // 0.198 of 1.89
        var under = aim.Settled(TimeSpan.FromSeconds(1), 0.9m, 0)!;            // 0.196 of 2.77
        Assert.False(under.To.IsHeld);
        Assert.InRange(under.SeenPercent, 7, 7.1m);
    }

    [Fact]
    public void Settled_WhileALittleTooMuchIsSpentAfterAHundredRuns_TurnsTheDialAndHoldsNone()
    {
        var aim = new Aim(Target.Extra(10), 0.5m);
        for (var run = 0; run < 120; run++) aim.Settled(null, 1m, 0.085m);
        var before = aim.Heading;
        for (var run = 0; run < 60; run++) aim.Settled(null, 1m, 0.125m);

        Assert.False(aim.Heading.IsHeld); // 10.6 %
        Assert.InRange(aim.Heading.Dial, 0, before.Dial - 0.05m);
    }

    [Fact]
    public void Settled_WhileTooMuchIsSpentAtDialZero_HoldsRunsHoweverLittleItIs()
    {
        var aim = new Aim(Target.Extra(10), 0);
        Assert.Equal(new Heading(0, true), aim.Settled(null, 1m, 0.101m)!.To);
    }

    [Fact]
    public void Settled_WhileLittleIsSpent_TurnsTheDialUp_NeverBeyondOne()
    {
        var aim = new Aim(Target.Extra(10), 0.5m);

        for (var run = 0; run < 10; run++) aim.Settled(null, 1m, 0.01m);

        Assert.Equal(new Heading(1, false), aim.Heading);
        Assert.Null(aim.Settled(null, 1m, 0.01m));
    }

    [Fact]
    public void Settled_OfATargetOfTime_RestsWhereTheWantedShareIsLate()
    {
        var aim = new Aim(Target.Answered(95, TimeSpan.FromSeconds(8)), 0.5m);
        aim.Settled(TimeSpan.FromSeconds(9), 1, 0);
        Assert.Equal(0.7375m, aim.Heading.Dial);

        for (var run = 0; run < 19; run++) aim.Settled(TimeSpan.FromSeconds(8), 1, 0);

        Assert.Equal(0.5m, aim.Heading.Dial); // one of twenty was late
        Assert.Null(aim.Settled(null, 1, 0)); // a run that failed says nothing of time
    }

    [Fact]
    public void Turn_OfSettingsWithATarget_HasItsDial_AndNeverSwitchesOnWhatIsOff()
    {
        var aims = new Aims();
        var settings = new Settings { Target = Target.Extra(0), Dial = 0.5m };
        aims.Of("mail", settings.Target!, 0.5m).Settled(null, 1m, 0.1m);

        var turned = aims.Turn("mail", settings);
        Assert.Equal((0.25m, false), (turned.Dial, turned.Enabled));
        Assert.Equal((0.5m, true), (aims.Turn("other", settings).Dial, aims.Turn("other", settings).Enabled));
        Assert.False(aims.Turn("other", settings with { Enabled = false }).Enabled);
        var free = settings with { Target = null };
        Assert.Same(free, aims.Turn("mail", free));
        Assert.Equal(0.5m, aims.Turn("mail", settings with { Target = Target.Extra(5) }).Dial); // another target begins anew
    }

    [Fact]
    public void Copy_GoesOnByItself()
    {
        var aims = new Aims();
        var settings = new Settings { Target = Target.Extra(10), Dial = 0.5m };
        aims.Of("mail", settings.Target!, 0.5m).Settled(null, 1m, 0.2m);

        var copy = aims.Copy();
        copy.Of("mail", settings.Target!, 0.5m).Settled(null, 10m, 0);

        Assert.False(aims.Turn("mail", settings).Enabled);
        Assert.True(copy.Turn("mail", settings).Enabled);
    }
}
