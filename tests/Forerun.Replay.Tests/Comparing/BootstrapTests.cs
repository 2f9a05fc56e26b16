using Forerun.Replay.Comparing;
using Forerun.Replay.Generating;

namespace Forerun.Replay.Tests.Comparing;

public class BootstrapTests
{
    [Fact]
    public void Of_ASeed_IsTheSameAgain_AndAnotherSeedIsNot()
    {
        var values = Values(new Dice(5), 30);

        Assert.Equal(Bootstrap.Of([values], 7), Bootstrap.Of([values], 7));
        Assert.NotEqual(Bootstrap.Of([values], 7), Bootstrap.Of([values], 8));
    }

    [Fact]
    public void Of_SeveralPolicies_DrawsTheSameRunsForAll()
    {
        var values = Values(new Dice(5), 30);
        var intervals = Bootstrap.Of([values, [.. values.Select(v => v + 2)]], 1);

        Assert.Equal(60, (double)(intervals[1]!.Value.Low - intervals[0]!.Value.Low), 9);
        Assert.Equal(60, (double)(intervals[1]!.Value.High - intervals[0]!.Value.High), 9);
    }

    [Fact]
    public void Of_RunsThatAreAllTheSame_HasNoWidth() =>
        Assert.Equal(new Interval(12, 12), Bootstrap.Of([[3, 3, 3, 3]], 1)[0]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_FewerThanTwoRuns_IsUnknown(int runs) =>
        Assert.Null(Bootstrap.Of([[.. Enumerable.Repeat(5m, runs)]], 1)[0]);

    [Fact]
    public void Of_ManySamples_CoversTheTruthAboutAsOftenAsItSays()
    {
        // 40 draws from 0 to below 1 sum to 20 on average.
        var covered = Enumerable.Range(1, 300).Count(seed =>
            Bootstrap.Of([Values(new Dice(seed), 40)], seed)[0] is { Low: <= 20, High: >= 20 });

        Assert.InRange(covered / 300.0, 0.90, 0.98);
    }

    private static List<decimal> Values(Dice dice, int count) => [.. Enumerable.Range(0, count).Select(_ => (decimal)dice.Share())];
}
