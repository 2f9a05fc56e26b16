using Forerun.Defining;
using Forerun.Pricing;
using Forerun.Running.Live;

namespace Forerun.Tests.Defining;

public class StepContextTests
{
    private readonly Flight flight = new();
    private readonly StepContext step;

    public StepContextTests() => step = new StepContext("draft", "key", flight);

    [Fact]
    public void Use_SeveralCalls_AddUpAndNullIsNotZero()
    {
        Assert.Null(step.Usage);
        step.Use(new TokenUsage(10, 1));
        step.Use(new TokenUsage(20, 2));
        Assert.Equal(new TokenUsage(30, 3), step.Usage);
        step.Use(null);
        Assert.Null(step.Usage);
        step.Use(new TokenUsage(1, 1));
        Assert.Null(step.Usage);
    }

    [Fact]
    public void Report_WhileACallIsUnderWay_CountsWhatItWasBilledSoFar()
    {
        step.Use(new TokenUsage(10, 1));
        step.Report("", 0);
        Assert.Null(step.Usage);
        step.Report("He", 0.1m, new TokenUsage(5, 1));
        Assert.Equal(new TokenUsage(15, 2), step.Usage);
        step.Report("Hello", 0.5m);
        step.Use(new TokenUsage(5, 4));
        Assert.Equal(new TokenUsage(15, 5), step.Usage);
        Assert.Equal([("", 0m, null), ("He", 0.1m, null), ("Hello", 0.5m, null)], flight.Reports);
    }

    [Fact]
    public void Bill_CancelledOrFailed_SaysWhatIsKnownToHaveBeenUsed()
    {
        step.Use(new TokenUsage(10, 1));
        step.Report("Hi", 0.5m);
        step.Bill(cancelled: true);
        Assert.Single(flight.Reports);
        step.Bill(cancelled: false);
        Assert.Equal(("Hi", 0.5m, new TokenUsage(10, 1)), flight.Reports[^1]);
        step.Report("Hi", 0.5m, new TokenUsage(3, 2));
        step.Bill(cancelled: true);
        Assert.Equal(("Hi", 0.5m, new TokenUsage(13, 3)), flight.Reports[^1]);
    }

    [Fact]
    public async Task Retried_ForgetsTheTry_SinceItIsChargedByItself()
    {
        step.Use(new TokenUsage(10, 1));
        step.Report("He", 0.1m, new TokenUsage(5, 1));
        step.Retried("Cut", new TokenUsage(5, 1));
        await step.TryAgainAsync();

        Assert.Equal(new TokenUsage(10, 1), step.Usage);
        Assert.Equal([("Cut", new TokenUsage(5, 1))], flight.Failed);
        Assert.Equal(1, flight.Again);
        Assert.Equal(new TokenUsage(7, 7), step.Expected);
        step.Bill(cancelled: false);
        Assert.Equal(("", 0m, new TokenUsage(10, 1)), flight.Reports[^1]);
    }

    [Fact]
    public void Use_WhileAnEffectLeaves_IsRefused() => Assert.Throws<InvalidOperationException>(() => new StepContext("send", "key").Use(null));

    private sealed class Flight : IFlight
    {
        public List<(string, decimal, TokenUsage?)> Reports { get; } = [];

        public CancellationToken Cancellation => default;

        public List<(string, TokenUsage?)> Failed { get; } = [];

        public int Again { get; private set; }

        public TokenUsage? Expected => new(7, 7);

        public void Retried(string why, TokenUsage? usage) => Failed.Add((why, usage));

        public ValueTask TryAgainAsync()
        {
            Again++;
            return default;
        }

        public void Report(string text, decimal fraction, TokenUsage? usage = null) => Reports.Add((text, fraction, usage));
    }
}
