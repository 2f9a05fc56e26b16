using Forerun.Pricing;
using Forerun.Running.Limiting;

namespace Forerun.Tests.Running.Limiting;

/// <summary>Law 4: speculation stops for a model that answers 429 until real calls have passed again.</summary>
public class ModelRatesTests
{
    private readonly Limits limits = new(new LimitOptions { RequestsPerMinute = 100 });
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int asked;

    [Fact]
    public void Throttled_RefusesBetsOnThatModel_AndNothingElse()
    {
        limits.Models.Throttled("m", null, now);

        Assert.Equal("m takes no more for now: no bets on it until a real call has passed", Reserve("m", bet: true).Refusal);
        Assert.True(Reserve("m", bet: false).Granted);
        Assert.True(Reserve("other", bet: true).Granted);
        Assert.True(Reserve(null, bet: true).Granted);
    }

    [Fact]
    public void PauseThatIsOver_IsNotEnough_ARealCallHasToPass()
    {
        limits.Models.Throttled("m", TimeSpan.FromSeconds(5), now);
        now += TimeSpan.FromHours(1);
        Assert.False(Reserve("m", bet: true).Granted);

        var real = Ticket("m", bet: false);
        limits.Reserve(real, now);
        limits.Passed(real, now);

        Assert.True(Reserve("m", bet: true).Granted);
    }

    [Fact]
    public void CallThatWasSentBefore_ProvesNothing()
    {
        var real = Ticket("m", bet: false);
        limits.Reserve(real, now);
        now += TimeSpan.FromSeconds(1);
        limits.Models.Throttled("m", TimeSpan.FromSeconds(5), now);
        now += TimeSpan.FromSeconds(10);

        limits.Passed(real, now);

        Assert.False(Reserve("m", bet: true).Granted);
    }

    [Fact]
    public void CallThatPassesWithinThePause_ProvesNothing()
    {
        limits.Models.Throttled("m", TimeSpan.FromSeconds(5), now);
        limits.Models.Throttled("m", TimeSpan.Zero, now);
        limits.Models.Passed("m", now, now + TimeSpan.FromSeconds(4.9));

        Assert.True(limits.Models.IsThrottled("m"));
        limits.Models.Passed("m", now, now + TimeSpan.FromSeconds(5));
        Assert.False(limits.Models.IsThrottled("m"));
    }

    [Fact]
    public void LearnedRequests_HoldForTheModelAlone_HalfOfThemForBets_AndMayChange()
    {
        limits.Models.Allows("m", 4, null);
        limits.Models.Allows("m", 0, null);

        Assert.True(Reserve("m", bet: true).Granted);
        Assert.True(Reserve("m", bet: true).Granted);
        Assert.Equal("no room for speculation", Reserve("m", bet: true).Refusal);
        Assert.True(Reserve("m", bet: false).Granted);
        Assert.True(Reserve("other", bet: true).Granted);
        limits.Models.Allows("m", 3, null);
        Assert.Equal(now.AddMinutes(1), Reserve("m", bet: false).TryAt);
    }

    [Fact]
    public void LearnedTokens_OfACallThatMayNeedMoreThanAll_WaitUntilAllIsFree()
    {
        limits.Models.Allows("m", null, 100);
        var big = Ticket("m", bet: false, tokens: 1000);

        Assert.True(limits.Reserve(big, now).Granted);
        var next = Ticket("m", bet: false);
        Assert.False(limits.Reserve(next, now).Granted);
        limits.Settle(big, Usd.Zero, new TokenUsage(30, 20), now);

        Assert.True(limits.Reserve(next, now).Granted);
    }

    private Reply Reserve(string? model, bool bet) => limits.Reserve(Ticket(model, bet), now);

    private Ticket Ticket(string? model, bool bet, long tokens = 10) =>
        new($"run-{++asked}", "a call", new Worst(Usd.Zero, tokens), () => { }, () => { }) { Model = model, IsSpeculative = bet };
}
