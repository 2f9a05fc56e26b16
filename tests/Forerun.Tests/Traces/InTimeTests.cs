using Forerun.Traces;

namespace Forerun.Tests.Traces;

public class InTimeTests
{
    [Fact]
    public void Before_Chain_NamesOnlyTheOneDirectlyBefore() => AssertBefore([(0, 1), (1, 2), (3, 4)], "", "0", "1");

    [Fact]
    public void Before_FanOutAndIn_NamesBothBranches() => AssertBefore([(0, 1), (1, 4), (2, 3), (4, 5)], "", "0", "0", "1,2");

    [Fact]
    public void Before_OverlapOnTheWay_DoesNotWaitForTheLateOne() => AssertBefore([(0, 10), (0, 2), (3, 4), (11, 12)], "", "", "1", "0,2");

    [Fact]
    public void Before_OrderOfTheList_IsNoMatter() => AssertBefore([(3, 4), (0, 1), (1, 2)], "2", "", "1");

    [Fact]
    public void Before_StepsThatTakeNoTime_DoNotWaitForEachOther() => AssertBefore([(1, 1), (1, 1)], "", "0");

    private static void AssertBefore((int Began, int Ended)[] steps, params string[] expected) => Assert.Equal(
        expected,
        InTime.Before([.. steps.Select(s => (TimeSpan.FromSeconds(s.Began), TimeSpan.FromSeconds(s.Ended)))]).Select(b => string.Join(',', b)));
}
