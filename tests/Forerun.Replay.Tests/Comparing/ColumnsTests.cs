using Forerun.Replay.Comparing;

namespace Forerun.Replay.Tests.Comparing;

public class ColumnsTests
{
    [Fact]
    public void Of_TwoRuns_IsTheMeanOfTimesAndTheShareOfSums()
    {
        var columns = Columns.Of([new(5, 3, 30, 8), new(90, 4, 10, 8)], [new(10, 2, 20, 10), new(100, 3, 20, 10)]);

        Assert.Equal(new Columns(30, 0, -20, 40), columns); // of sums it would be 13.6 % of the time
    }

    [Fact]
    public void Of_RunsThatTookNoTimeAndUsedNothing_IsUnknown()
    {
        Assert.Equal(new Columns(null, null, null, null), Columns.Of([new(0, 0, 0, 0)], [new(0, 0, 0, 0)]));
    }

    [Fact]
    public void Of_AnotherNumberOfRuns_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Columns.Of([], [new(1, 1, 1, 1)]));
    }
}
