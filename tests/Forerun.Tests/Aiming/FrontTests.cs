using Forerun.Aiming;

namespace Forerun.Tests.Aiming;

public class FrontTests
{
    [Theory]
    [InlineData("extra<=0%", 0)]     // nothing keeps it: the nearest
    [InlineData("extra<=2%", 0)]
    [InlineData("extra<=6%", 0.125)]
    [InlineData("extra<=15%", 0.375)]
    [InlineData("extra<=99%", 1)]
    [InlineData("p95<=60s", 0)]
    [InlineData("p95<=35s", 0.5)]
    [InlineData("p95<=25s", 0.75)]
    [InlineData("p95<=1s", 1)]
    public void DialFor_ATarget_IsTheHighestThatKeepsTheDollarsOrTheLowestThatKeepsTheTime(string target, double dial) =>
        Assert.Equal((decimal)dial, Of("mail").DialFor(Target.Parse(target)!));

    /// <summary>2, 10, 20 and 60 % more dollars; 95 % of the runs within 50, 40, 30 and 20 s.</summary>
    internal static Front Of(string workflow) => new(workflow, "forerun", 40, [Point(0, 2, 50), Point(0.25m, 10, 40), Point(0.5m, 20, 35), Point(1, 60, 15)]);

    private static FrontPoint Point(decimal dial, decimal extra, decimal seconds) => new(dial, extra, [.. Enumerable.Range(1, 99).Select(p => p < 95 ? 1 : seconds)]);
}
