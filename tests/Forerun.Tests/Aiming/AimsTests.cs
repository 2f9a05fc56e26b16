using Forerun.Aiming;

namespace Forerun.Tests.Aiming;

public class AimsTests
{
    private static readonly Target Ten = Target.Extra(10);

    [Fact]
    public void HeadingOf_EachWorkflow_HasItsOwn_AndAnotherTargetBeginsAnew()
    {
        var aims = new Aims();
        Settle(aims, 0.2m);

        Assert.Equal(new Heading(0.25m, true), aims.HeadingOf("mail", Ten, 0.5m));
        Assert.Equal(new Heading(0.5m, false), aims.HeadingOf("other", Ten, 0.5m));
        Assert.Equal(new Heading(0.5m, false), aims.HeadingOf("mail", Target.Extra(5), 0.5m));
    }

    [Fact]
    public void HeadingOf_WithAFront_BeginsOnItAndNotAtTheDial()
    {
        var aims = new Aims();
        aims.Restore([], [FrontTests.Of("mail")]);

        Assert.Equal(0.25m, aims.HeadingOf("mail", Ten, 0.9m).Dial);
        Assert.Equal(0.9m, aims.HeadingOf("other", Ten, 0.9m).Dial);
    }

    [Fact]
    public void Restore_AFrontWhileATargetIsUnderWay_LeavesTheTargetWhereItIs()
    {
        var aims = new Aims();
        Settle(aims, 0.2m);
        aims.Restore([], [FrontTests.Of("mail")]);
        Assert.Equal(new Heading(0.25m, true), aims.HeadingOf("mail", Ten, 0.5m));
    }

    [Fact]
    public void Copy_GoesOnByItself()
    {
        var aims = new Aims();
        Settle(aims, 0.2m);

        var copy = aims.Copy();
        copy.Settled("mail", Ten, 0.5m, null, 10m, 0);

        Assert.True(aims.HeadingOf("mail", Ten, 0.5m).IsHeld);
        Assert.False(copy.HeadingOf("mail", Ten, 0.5m).IsHeld);
    }

    private static void Settle(Aims aims, decimal more) => aims.Settled("mail", Ten, 0.5m, TimeSpan.FromSeconds(1), 1m, more);
}
