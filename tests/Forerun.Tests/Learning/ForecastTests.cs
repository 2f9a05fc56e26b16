using Forerun.Learning;
using Forerun.Pricing;

namespace Forerun.Tests.Learning;

public class ForecastTests
{
    private readonly Forecast forecast = new();

    [Fact]
    public void Duration_FewCalls_IsTheirMean()
    {
        Observe(1, 2, 6);
        Assert.Equal(TimeSpan.FromSeconds(3), forecast.Duration);
        Assert.Equal(3, forecast.Finished);
    }

    [Fact]
    public void Duration_ManyCalls_IsTheMeanOfTheLastSixtyFour()
    {
        Observe([.. Enumerable.Repeat(100.0, 64)]);
        Observe([.. Enumerable.Repeat(2.0, 64)]);
        Assert.Equal(TimeSpan.FromSeconds(2), forecast.Duration);
        Assert.Equal(128, forecast.Finished);
    }

    [Fact]
    public void Remaining_NothingElapsed_IsTheWholeSpread()
    {
        Observe(1, 2, 3, 4, 5, 6, 7, 8);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Seconds(forecast.Remaining(TimeSpan.Zero)));
    }

    [Fact]
    public void Remaining_SomeElapsed_IsWhatTheLongerOnesTookBeyondIt()
    {
        Observe(1, 2, 10, 20);
        Assert.Equal([5, 5, 5, 5, 15, 15, 15, 15], Seconds(forecast.Remaining(TimeSpan.FromSeconds(5))));
        Assert.Equal(TimeSpan.FromSeconds(10), forecast.Remaining(TimeSpan.FromSeconds(5)).Mean);
    }

    [Fact]
    public void Remaining_LongerThanAnyBefore_IsNothing()
    {
        Observe(1, 2);
        Assert.Equal(TimeSpan.Zero, forecast.Remaining(TimeSpan.FromSeconds(2)).Mean);
        Assert.Equal(TimeSpan.Zero, new Forecast().Remaining(TimeSpan.Zero).Mean);
    }

    [Fact]
    public void Remaining_ExactlyAsLongAsOneBefore_LooksOnlyAtThoseThatTookLonger()
    {
        Observe(2, 10);
        Assert.Equal(TimeSpan.FromSeconds(8), forecast.Remaining(TimeSpan.FromSeconds(2)).Mean);
    }

    [Fact]
    public void Remaining_AfterAnotherCall_TakesItIn()
    {
        Observe(1);
        Assert.Equal(TimeSpan.FromSeconds(1), forecast.Remaining(TimeSpan.Zero).Mean);
        Observe(3);
        Assert.Equal(TimeSpan.FromSeconds(2), forecast.Remaining(TimeSpan.Zero).Mean);
    }

    [Fact]
    public void Usage_IsTheMean()
    {
        forecast.Observe(TimeSpan.FromSeconds(1), new TokenUsage(100, 10));
        forecast.Observe(TimeSpan.FromSeconds(1), new TokenUsage(200, 40));
        Assert.Equal(new TokenUsage(150, 25), forecast.Usage);
    }

    [Fact]
    public void Usage_ThatNobodyReported_IsUnknownNotZero()
    {
        Observe(1, 2, 3);
        Assert.Null(forecast.Usage);
        forecast.Observe(TimeSpan.FromSeconds(1), new TokenUsage(100));
        Assert.Null(forecast.Usage);
        forecast.Observe(TimeSpan.FromSeconds(1), new TokenUsage(100, 10));
        Assert.Equal(new TokenUsage(100, 10), forecast.Usage);
    }

    [Fact]
    public void Of_WorkflowAndOperation_AreKeptApart()
    {
        var forecasts = new Forecasts();
        forecasts.Observe("w", "a", TimeSpan.FromSeconds(1), null);
        Assert.NotNull(forecasts.Of("w", "a"));
        Assert.Null(forecasts.Of("w", "b"));
        Assert.Null(forecasts.Of("v", "a"));
    }

    [Fact]
    public void Mean_Durations_IsOfAllEight()
    {
        var durations = default(Durations);
        for (var i = 0; i < Durations.Count; i++) durations[i] = TimeSpan.FromSeconds(i).Ticks;
        Assert.Equal(TimeSpan.FromSeconds(3.5), durations.Mean);
        Assert.Equal(TimeSpan.FromSeconds(9), Durations.Of(TimeSpan.FromSeconds(9)).Mean);
    }

    private void Observe(params double[] seconds)
    {
        foreach (var s in seconds) forecast.Observe(TimeSpan.FromSeconds(s), null);
    }

    private static double[] Seconds(Durations durations)
    {
        var seconds = new double[Durations.Count];
        for (var i = 0; i < Durations.Count; i++) seconds[i] = TimeSpan.FromTicks(durations[i]).TotalSeconds;
        return seconds;
    }
}
