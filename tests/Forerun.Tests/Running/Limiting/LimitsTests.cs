using Forerun.Pricing;
using Forerun.Running.Limiting;

namespace Forerun.Tests.Running.Limiting;

public class LimitsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<string> told = [];
    private DateTimeOffset now = Start;
    private Limits limits = new(new LimitOptions());

    [Fact]
    public void Errors_AllWrong_NamesAllAtOnce()
    {
        var options = new LimitOptions
        {
            Attempts = 0, RequestsPerMinute = -1, TokensPerMinute = 0, PerRun = Usd.Zero, PerHour = new Usd(-1), PerDay = Usd.Zero,
            SpeculativeShare = 1.01m,
        };
        var thrown = Assert.Throws<ArgumentException>(() => new Limits(options));
        foreach (var name in new[] { "Attempts", "RequestsPerMinute", "TokensPerMinute", "PerRun", "PerHour", "PerDay", "SpeculativeShare" })
            Assert.Contains($"{name} is", thrown.Message);
        Assert.Empty(new LimitOptions { SpeculativeShare = 0 }.Errors);
        Assert.Single(new LimitOptions { SpeculativeShare = -0.1m }.Errors);
    }

    [Fact]
    public void Reserve_Attempts_WaitsForOneToEndAndIsTold()
    {
        limits = new Limits(new LimitOptions { Attempts = 1 });
        var first = Granted("first");
        var second = Waits("second");
        Assert.Empty(told);
        Settle(first);
        Assert.Equal(["retry second"], told);
        Assert.True(limits.Reserve(second, now).Granted);
    }

    [Fact]
    public void Reserve_Twice_IsGrantedOnceAndCountsOnce()
    {
        limits = new Limits(new LimitOptions { Attempts = 2 });
        var first = Granted("first");
        Assert.True(limits.Reserve(first, now).Granted);
        Granted("second");
        Waits("third");
    }

    [Fact]
    public void Reserve_RequestsAMinute_SlidesFromStartToStart()
    {
        limits = new Limits(new LimitOptions { RequestsPerMinute = 2 });
        Settle(Granted("at 0"));
        now = Start.AddSeconds(20);
        Settle(Granted("at 20"));
        var third = Waits("third", Start.AddSeconds(60));
        now = Start.AddSeconds(59.9);
        Assert.False(limits.Reserve(third, now).Granted);
        now = Start.AddSeconds(60);
        Assert.True(limits.Reserve(third, now).Granted);
        Waits("fourth", Start.AddSeconds(80));
    }

    [Fact]
    public void Reserve_CallsThatTakeLongerThanTheirWindow_CountOnce()
    {
        limits = new Limits(new LimitOptions { RequestsPerMinute = 1, TokensPerMinute = 100 });
        for (var i = 0; i < 5; i++)
        {
            var slow = Granted($"slow {i}", tokens: 100);
            now += TimeSpan.FromSeconds(61);
            var quick = Granted($"quick {i}", tokens: 100);
            Settle(quick, tokens: 100);
            Settle(slow, tokens: 100);
            now += TimeSpan.FromSeconds(61);
        }
    }

    [Fact]
    public void Settle_TokensAMinute_FewerThanReservedLeaveRoom()
    {
        limits = new Limits(new LimitOptions { TokensPerMinute = 1000 });
        var first = Granted("first", tokens: 900);
        var second = Waits("second", Start.AddSeconds(60), tokens: 500);
        Settle(first, tokens: 400);
        Assert.True(limits.Reserve(second, now).Granted);
        Waits("third", Start.AddSeconds(60), tokens: 101);
    }

    [Fact]
    public void Settle_TokensNobodyCounted_StayAtTheWorst()
    {
        limits = new Limits(new LimitOptions { TokensPerMinute = 1000 });
        var first = Granted("first", tokens: 900);
        limits.Settle(first, Usd.Zero, null, now);
        Waits("second", Start.AddSeconds(60), tokens: 101);
    }

    [Fact]
    public void Reserve_PerRun_IsKeptForEachRunAndForgottenWithIt()
    {
        limits = new Limits(new LimitOptions { PerRun = new Usd(1) });
        Settle(Granted("first", cost: 0.6m), cost: 0.6m);
        Refused("second", "dollars a run: 0.6 of 1 is spent", cost: 0.5m);
        Settle(Granted("third", cost: 0.4m), cost: 0.4m);
        Granted("other", run: "other", cost: 1);
        limits.Forget("run");
        Granted("again", cost: 1);
    }

    [Fact]
    public void Settle_CostsLessThanReserved_TheRestMayBeSpent()
    {
        limits = new Limits(new LimitOptions { PerRun = new Usd(1) });
        var first = Granted("first", cost: 0.9m);
        var second = Waits("second", cost: 0.5m);
        Settle(first, cost: 0.5m);
        Assert.True(limits.Reserve(second, now).Granted);
    }

    [Fact]
    public void Settle_CostsMoreThanReserved_CountsWhatItCost()
    {
        limits = new Limits(new LimitOptions { PerRun = new Usd(1) });
        Settle(Granted("first", cost: 0.5m), cost: 0.8m);
        Refused("second", "0.8 of 1 is spent", cost: 0.3m);
        Granted("third", cost: 0.2m);
    }

    [Fact]
    public void Settle_CostThatNobodyKnows_CountsTheWorst()
    {
        limits = new Limits(new LimitOptions { PerRun = new Usd(1) });
        limits.Settle(Granted("first", cost: 0.9m), null, null, now);
        Refused("second", "0.9 of 1 is spent", cost: 0.2m);
    }

    [Fact]
    public void Reserve_PerHour_MayBeSpentAgainAnHourAfterItWas()
    {
        limits = new Limits(new LimitOptions { PerHour = new Usd(1) });
        var first = Granted("first", cost: 1);
        now = Start.AddMinutes(50);
        Settle(first, cost: 1);
        now = Start.AddMinutes(109);
        Refused("too soon", "dollars an hour: 1 of 1 is spent", cost: 0.1m);
        now = Start.AddMinutes(110);
        Granted("in time", cost: 1);
    }

    [Fact]
    public void Reserve_PerDay_MayBeSpentAgainTheNextDay()
    {
        limits = new Limits(new LimitOptions { PerDay = new Usd(1), PerHour = new Usd(1) });
        Settle(Granted("first", cost: 1), cost: 1);
        now = Start.AddHours(2);
        Refused("same day", "dollars a day: 1 of 1 is spent", cost: 0.1m);
        now = Start.AddDays(1);
        Granted("next day", cost: 1);
    }

    [Fact]
    public void Reserve_CallLargerThanTheLimit_IsRefusedAtOnce()
    {
        limits = new Limits(new LimitOptions { PerDay = new Usd(1), TokensPerMinute = 1000 });
        Refused("dear", "more than the whole limit of 1", cost: 1.01m);
        Refused("long", "more than the whole limit of 1000", tokens: 1001);
    }

    [Fact]
    public void Reserve_WorstThatNobodyKnows_IsRefusedAndSaysWhatToDo()
    {
        var unknown = Ticket("unknown") with { Worst = default };
        foreach (var options in new LimitOptions[]
                 {
                     new() { PerRun = new Usd(1) }, new() { PerHour = new Usd(1) }, new() { PerDay = new Usd(1) }, new() { TokensPerMinute = 9 },
                 })
            Assert.Contains("MaxOutputTokens", new Limits(options).Reserve(unknown, now).Refusal);
        Assert.True(new Limits(new LimitOptions { Attempts = 1, RequestsPerMinute = 1 }).Reserve(unknown, now).Granted);
    }

    [Fact]
    public void Reserve_Waiting_IsFirstComeFirstServed()
    {
        limits = new Limits(new LimitOptions { Attempts = 1 });
        var first = Granted("first");
        var second = Waits("second");
        var third = Waits("third");
        Settle(first);
        Assert.False(limits.Reserve(third, now).Granted);
        Assert.True(limits.Reserve(second, now).Granted);
        told.Clear();
        Settle(second);
        Assert.Equal(["retry third"], told);
    }

    [Fact]
    public void Reserve_FirstInLineIsRefused_TheNextIsTold()
    {
        limits = new Limits(new LimitOptions { PerHour = new Usd(1) });
        var first = Granted("first", cost: 0.5m);
        var second = Waits("second", cost: 0.6m);
        var third = Waits("third", cost: 0.5m);
        Settle(first, cost: 0.5m);
        Assert.NotNull(limits.Reserve(second, now).Refusal);
        Assert.Equal(["retry second", "retry third"], told);
        Assert.True(limits.Reserve(third, now).Granted);
    }

    [Fact]
    public void Settle_OneThatWaits_LeavesTheLine()
    {
        limits = new Limits(new LimitOptions { Attempts = 1 });
        var first = Granted("first");
        var second = Waits("second");
        var third = Waits("third");
        Settle(second);
        Settle(first);
        Assert.Equal("retry third", told[^1]);
        Assert.True(limits.Reserve(third, now).Granted);
    }

    [Fact]
    public void Reserve_Speculative_NeverMoreThanItsShare()
    {
        limits = new Limits(new LimitOptions { Attempts = 5, SpeculativeShare = 0.4m });
        Granted("bet 1", speculative: true);
        Granted("bet 2", speculative: true);
        Refused("bet 3", "no room for speculation", speculative: true);
        Granted("real 1");
        Granted("real 2");
        Granted("real 3");
    }

    [Fact]
    public void Reserve_SpeculativeShareOfDollars_StaysUsedWhenSettled()
    {
        limits = new Limits(new LimitOptions { PerRun = new Usd(1), SpeculativeShare = 0.5m });
        Settle(Granted("bet 1", cost: 0.4m, speculative: true), cost: 0.4m);
        Refused("bet 2", "no room for speculation", cost: 0.2m, speculative: true);
        Granted("real", cost: 0.6m);
    }

    [Fact]
    public void Reserve_SpeculativeWhileARealCallWaits_IsRefused()
    {
        limits = new Limits(new LimitOptions { TokensPerMinute = 100, Attempts = 10 });
        Granted("first", tokens: 80);
        Waits("real", Start.AddSeconds(60), tokens: 50);
        Refused("bet", "a real call waits", tokens: 1, speculative: true);
    }

    [Fact]
    public void Reserve_RealCallLacksRoom_EvictsTheNewestBetThatHoldsIt()
    {
        limits = new Limits(new LimitOptions { Attempts = 4, SpeculativeShare = 1 });
        Granted("old", speculative: true);
        Granted("real");
        var newest = Granted("new", speculative: true);
        Granted("real 2");
        var real = Waits("real 3");
        Assert.Equal(["evict new"], told);
        Settle(newest);
        Assert.Equal("retry real 3", told[^1]);
        Assert.True(limits.Reserve(real, now).Granted);
    }

    [Fact]
    public void Reserve_DollarsOfTheRunAreShort_EvictsOnlyItsOwnBets()
    {
        limits = new Limits(new LimitOptions { PerRun = new Usd(1), SpeculativeShare = 1 });
        Granted("mine", cost: 0.7m, speculative: true);
        Granted("theirs", run: "other", cost: 0.7m, speculative: true);
        Waits("real", cost: 0.5m);
        Assert.Equal(["evict mine"], told);
    }

    [Fact]
    public void Promote_BetThatBecameReal_IsNotEvictedAndFreesItsShare()
    {
        limits = new Limits(new LimitOptions { Attempts = 2 });
        var bet = Granted("bet", speculative: true);
        Refused("bet 2", "no room for speculation", speculative: true);
        limits.Promote(bet);
        var second = Granted("bet 2", speculative: true);
        Waits("real");
        Assert.Equal(["evict bet 2"], told);
        Settle(second);
    }

    [Fact]
    public void Promote_BetWhoseRoomWasAskedBack_LetsTheRealCallTakeAnotherBets()
    {
        limits = new Limits(new LimitOptions { Attempts = 2, SpeculativeShare = 1 });
        Granted("old", speculative: true);
        var newest = Granted("new", speculative: true);
        var real = Waits("real");
        limits.Promote(newest);
        Assert.Equal(["evict new", "retry real"], told);
        Assert.False(limits.Reserve(real, now).Granted);
        Assert.Equal("evict old", told[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(42)]
    public void Reserve_AnyInterleaving_NeverExceedsALimitAndStarvesNobody(int seed)
    {
        var random = new Random(seed);
        limits = new Limits(new LimitOptions
        {
            Attempts = 5, RequestsPerMinute = 20, TokensPerMinute = 5000, PerHour = new Usd(3), PerDay = new Usd(20), PerRun = new Usd(2),
        });
        var clients = new Clients(limits, random);
        for (var i = 0; i < 4000; i++)
        {
            clients.Now += TimeSpan.FromSeconds(random.NextDouble() * (i / 100 % 2 == 0 ? 3 : 60));
            if (i < 3000 && random.Next(2) == 0) clients.Arrive();
            clients.EndSome();
            clients.Check();
        }

        Assert.Equal(0, clients.Waiting);
        Assert.True(clients.Finished > 200);
    }

    private Ticket Ticket(string name, string run = "run", decimal cost = 0, long tokens = 0, bool speculative = false) => new(
        run, name, new Worst(new Usd(cost), tokens), () => told.Add($"retry {name}"), () => told.Add($"evict {name}"))
    {
        IsSpeculative = speculative,
    };

    private Ticket Granted(string name, string run = "run", decimal cost = 0, long tokens = 0, bool speculative = false)
    {
        var ticket = Ticket(name, run, cost, tokens, speculative);
        var reply = limits.Reserve(ticket, now);
        Assert.True(reply.Granted, reply.Refusal ?? $"{name} waits until {reply.TryAt}");
        return ticket;
    }

    private Ticket Waits(string name, DateTimeOffset? until = null, decimal cost = 0, long tokens = 0)
    {
        var ticket = Ticket(name, cost: cost, tokens: tokens);
        Assert.Equal(new Reply(false, null, until), limits.Reserve(ticket, now));
        return ticket;
    }

    private void Refused(string name, string why, decimal cost = 0, long tokens = 0, bool speculative = false)
    {
        var reply = limits.Reserve(Ticket(name, cost: cost, tokens: tokens, speculative: speculative), now);
        Assert.False(reply.Granted);
        Assert.Contains(why, reply.Refusal);
    }

    private void Settle(Ticket ticket, decimal cost = 0, long tokens = 0) =>
        limits.Settle(ticket, new Usd(cost), new TokenUsage(tokens, 0), now);
}
