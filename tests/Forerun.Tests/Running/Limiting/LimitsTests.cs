using Forerun.Pricing;
using Forerun.Running.Limiting;

namespace Forerun.Tests.Running.Limiting;

public class LimitsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reserve_WhenWhatWasSpentHasLeftTheWindow_Grants()
    {
        var limits = new Limits(new LimitOptions { PerHour = new Usd(1) });
        var first = Ticket("first", 1);
        Assert.True(limits.Reserve(first, Noon).Granted);
        limits.Settle(first, new Usd(1), null, Noon);
        Assert.NotNull(limits.Reserve(Ticket("soon", 0.5m), Noon.AddMinutes(59)).Refusal);
        Assert.True(limits.Reserve(Ticket("later", 0.5m), Noon.AddMinutes(60)).Granted);
    }

    [Fact]
    public void Reserve_WhenTheFirstInLineIsRefused_WakesTheNext()
    {
        var limits = new Limits(new LimitOptions { PerRun = new Usd(1), PerHour = new Usd(1.5m) });
        var running = Ticket("a", 1);
        var first = Ticket("a", 0.5m);
        var woken = 0;
        var next = Ticket("b", 0.4m, () => woken++);
        Assert.True(limits.Reserve(running, Noon).Granted);
        Assert.False(limits.Reserve(first, Noon).Granted);
        Assert.False(limits.Reserve(next, Noon).Granted);
        limits.Settle(running, new Usd(0.9m), null, Noon);
        Assert.NotNull(limits.Reserve(first, Noon).Refusal);
        Assert.Equal(1, woken);
        Assert.True(limits.Reserve(next, Noon).Granted);
    }

    [Fact]
    public void Reserve_ForARealCallWithoutRoom_EvictsTheNewestSpeculativeOne()
    {
        var limits = new Limits(new LimitOptions { Attempts = 2, SpeculativeShare = 1 });
        List<string> evicted = [];
        Ticket Early(string name) => new("run", name, default, () => { }, () => evicted.Add(name)) { IsSpeculative = true };
        Assert.True(limits.Reserve(Early("older"), Noon).Granted);
        Assert.True(limits.Reserve(Early("newer"), Noon).Granted);
        Assert.False(limits.Reserve(new Ticket("run", "real", default, () => { }, () => { }), Noon).Granted);
        Assert.Equal(["newer"], evicted);
    }

    private static Ticket Ticket(string run, decimal worst, Action? retry = null) =>
        new(run, run, new Worst(new Usd(worst), 0), retry ?? (() => { }), () => { });
}
