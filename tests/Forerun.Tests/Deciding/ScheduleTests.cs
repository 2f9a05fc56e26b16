using Forerun.Deciding;
using Forerun.Learning;

namespace Forerun.Tests.Deciding;

public class ScheduleTests
{
    private readonly Schedule schedule = new();

    [Theory]
    [InlineData(10, 4, 0, 4)]
    [InlineData(3, 8, 0, 3)]
    [InlineData(10, 8, 5, 5)]
    [InlineData(10, 4, 5, 4)]
    [InlineData(10, 4, 8, 2)]
    [InlineData(10, 8, 12, 0)]
    public void Length_OneEdge_SavesTheShorterOfWhatIsLeftOfUpstreamAndDownstream(int up, int down, int delay, int saved)
    {
        UnderWay("up", up);
        WillCome("down", down, "up");
        Assert.Equal(saved, Saves(() => Early("down", down, delay)));
    }

    [Fact]
    public void Length_LongerParallelBranch_LeavesNothingToSave()
    {
        UnderWay("up", 10);
        UnderWay("other", 20);
        WillCome("down", 8, "up");
        Assert.Equal(0, Saves(() => Early("down", 8)));
    }

    [Fact]
    public void Length_ParallelBranchALittleShorter_SavesOnlyDownToIt()
    {
        UnderWay("up", 10);
        UnderWay("other", 15);
        WillCome("down", 8, "up");
        Assert.Equal(3, Saves(() => Early("down", 8)));
    }

    [Fact]
    public void Length_FanIn_SavesOnlyWhenAllBranchesAreEarly()
    {
        UnderWay("up", 10);
        WillCome("left", 5, "up");
        WillCome("right", 5, "up");
        WillCome("join", 1, "left", "right");
        Assert.Equal(16, Seconds());
        Assert.Equal(0, Saves(() => Early("left", 5)));
        Assert.Equal(5, Saves(() => Early("right", 5)));
    }

    [Fact]
    public void Length_SameCallBetOnTwice_IsCreditedOnce()
    {
        UnderWay("up", 10);
        WillCome("down", 4, "up");
        Assert.Equal(4, Saves(() => Early("down", 4)));
        Assert.Equal(0, Saves(() => Early("down", 4)));
    }

    [Fact]
    public void Length_TwoBetsThatHideTheSameSeconds_AreCreditedOnce()
    {
        UnderWay("slow", 10);
        UnderWay("fast", 2);
        WillCome("first", 6, "slow", "fast");
        WillCome("second", 6, "slow");
        Early("first", 6);
        Assert.Equal(6, Saves(() => Early("second", 6)));
        schedule.StartInTime("first");
        schedule.StartInTime("second");
        Assert.Equal(0, Saves(() => Early("second", 6)));
    }

    [Fact]
    public void Length_Chain_CreditsEachLinkItsOwnSeconds()
    {
        UnderWay("1", 10);
        WillCome("2", 4, "1");
        WillCome("3", 3, "2");
        Assert.Equal(17, Seconds());
        Assert.Equal(4, Saves(() => Early("2", 4)));
        Assert.Equal(3, Saves(() => Early("3", 3)));
        Assert.Equal(10, Seconds());
    }

    [Fact]
    public void Length_EarlyCall_EndsNoSoonerThanWhatConfirmsIt()
    {
        UnderWay("1", 10);
        WillCome("2", 0, "1");
        Early("2", 0);
        Assert.Equal(10, Seconds());
    }

    [Fact]
    public void StartInTime_TakesTheEarlyStartBack()
    {
        UnderWay("up", 10);
        WillCome("down", 4, "up");
        Early("down", 4);
        schedule.StartInTime("down");
        Assert.Equal(14, Seconds());
    }

    [Fact]
    public void WillCome_AfterWhatHasNoPlace_CountsItAsKnown()
    {
        WillCome("down", 4, "known already");
        Assert.Equal(4, Seconds());
        Assert.False(schedule.Contains("known already"));
        Assert.True(schedule.Contains("down"));
    }

    [Fact]
    public void StartEarly_SlotWithoutAPlace_DoesNothing()
    {
        UnderWay("up", 2);
        Early("nowhere", 9);
        Assert.Equal(2, Seconds());
    }

    [Fact]
    public void Clear_ForgetsAll()
    {
        UnderWay("up", 10);
        schedule.Clear();
        Assert.Equal(0, Seconds());
        Assert.False(schedule.Contains("up"));
    }

    // Half the time the upstream is over at once and there is nothing to save; the means alone would promise 10 s.
    [Fact]
    public void Length_UncertainUpstream_SavesTheExpectedOverlapNotTheOverlapOfExpectations()
    {
        schedule.UnderWay("up", ZeroOrTwenty());
        WillCome("down", 10, "up");
        Assert.Equal(5, Saves(() => Early("down", 10)));
    }

    [Fact]
    public void Length_TwoUncertainBranches_ExpectTheLongerOneNotTheMean()
    {
        schedule.UnderWay("left", ZeroOrTwenty());
        schedule.UnderWay("right", ZeroOrTwenty());
        Assert.InRange(Seconds(), 12.5, 17.5);
    }

    private static Durations ZeroOrTwenty()
    {
        var durations = default(Durations);
        for (var i = Durations.Count / 2; i < Durations.Count; i++) durations[i] = TimeSpan.FromSeconds(20).Ticks;
        return durations;
    }

    private static Durations Of(double seconds) => Durations.Of(TimeSpan.FromSeconds(seconds));

    private void UnderWay(string slot, double seconds) => schedule.UnderWay(slot, Of(seconds));

    private void WillCome(string slot, double seconds, params string[] after) => schedule.WillCome(slot, Of(seconds), after);

    private void Early(string slot, double seconds, double delay = 0) => schedule.StartEarly(slot, TimeSpan.FromSeconds(delay), Of(seconds));

    private double Seconds() => schedule.Length().TotalSeconds;

    private double Saves(Action change)
    {
        var before = Seconds();
        change();
        return before - Seconds();
    }
}
