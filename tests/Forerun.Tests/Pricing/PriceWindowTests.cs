using System.Globalization;
using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class PriceWindowTests
{
    [Theory]
    [InlineData("2026-02-28T23:59:59Z", false)]
    [InlineData("2026-03-01T00:00:00Z", true)]
    [InlineData("2026-03-01T01:00:00+02:00", false)]
    [InlineData("2026-04-30T23:59:59Z", true)]
    [InlineData("2026-05-01T00:00:00Z", false)]
    public void Holds_BetweenDates_CountsTheFirstDayAndNotTheLast(string at, bool holds) =>
        Assert.Equal(holds, new PriceWindow(new(2026, 3, 1), new(2026, 5, 1), null, null).Holds(At(at)));

    [Theory]
    [InlineData("2026-01-01T00:29:59Z", false)]
    [InlineData("2026-01-01T00:30:00Z", true)]
    [InlineData("2026-01-01T16:29:59Z", true)]
    [InlineData("2026-01-01T16:30:00Z", false)]
    [InlineData("2026-01-01T17:00:00+01:00", true)]
    public void Holds_WithinHours_IsJudgedInUtc(string at, bool holds) =>
        Assert.Equal(holds, new PriceWindow(null, null, new(0, 30), new(16, 30)).Holds(At(at)));

    [Theory]
    [InlineData("2026-01-01T23:00:00Z", true)]
    [InlineData("2026-01-01T03:00:00Z", true)]
    [InlineData("2026-01-01T12:00:00Z", false)]
    public void Holds_HoursOverMidnight_WrapsAround(string at, bool holds) =>
        Assert.Equal(holds, new PriceWindow(null, null, new(22, 0), new(6, 0)).Holds(At(at)));

    [Fact]
    public void Holds_OneTimeOnly_BoundsThatSide()
    {
        Assert.True(new PriceWindow(null, null, new(12, 0), null).Holds(At("2026-01-01T12:00:00Z")));
        Assert.False(new PriceWindow(null, null, null, new(12, 0)).Holds(At("2026-01-01T12:00:00Z")));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
