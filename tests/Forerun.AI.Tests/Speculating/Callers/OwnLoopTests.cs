using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.Forerun;
using Forerun.Running.Limiting;
using Forerun.Testing;

namespace Forerun.AI.Tests.Speculating.Callers;

/// <summary>Law 1 for callers with a loop of their own: the same requests, the same effects in the same order, the same messages as without.</summary>
public class OwnLoopTests
{
    [Fact]
    public Task Tools_WhateverIsBet_DoAndSayWhatTheyWouldWithout() =>
        Seeds.CheckAsync(200, seed => SameAsync(new OwnTalk(seed) { IsStreaming = seed % 2 == 0, HidesOne = seed % 5 == 0 }));

    [Fact]
    public Task Tools_WithAPolicyWithoutSense_DoAndSayWhatTheyWouldWithout() =>
        Seeds.CheckAsync(200, seed => SameAsync(new OwnTalk(seed) { IsStreaming = seed % 2 == 0, HidesOne = seed % 5 == 0, Policy = () => new ChaosPolicy(seed) }));

    [Fact]
    public Task Tools_WithAModelThatBreaks_DoAndSayWhatTheyWouldWithout() => Seeds.CheckAsync(100, seed => SameAsync(
        new OwnTalk(seed) { BreaksAt = seed % 17, IsStreaming = seed % 2 == 0, Policy = () => seed % 3 == 0 ? new ChaosPolicy(seed) : new ForerunPolicy() }));

    [Fact]
    public Task Tools_SwitchedOff_DoAndSayWhatTheyWouldWithout() =>
        Seeds.CheckAsync(50, seed => SameAsync(new OwnTalk(seed) { Settings = new Settings { Enabled = false, Prices = SimulatedPrices.Book } }));

    [Fact]
    public Task Tools_WithRoomForOneCall_WaitForNobodyWhoWaitsForThem() =>
        Seeds.CheckAsync(50, seed => SameAsync(new OwnTalk(seed) { Limits = new Limits(new LimitOptions { Attempts = 1 }) }));

    [Fact]
    public async Task Bets_OverManyTalks_AreWonAndLost()
    {
        var (won, lost) = (0, 0);
        for (var seed = 1; seed <= 60; seed++)
        {
            var talk = new OwnTalk(seed);
            await talk.OursAsync(3);
            won += talk.Ledger.Rows.OfType<BetRow>().Count(b => b.Outcome == Outcome.Hit);
            lost += talk.Ledger.Rows.OfType<BetRow>().Count(b => b.Outcome == Outcome.Miss);
        }

        Assert.True(won > 20 && lost > 5, $"{won} won, {lost} lost: a law held against talks in which nothing happens proves nothing.");
    }

    private static async Task SameAsync(OwnTalk talk)
    {
        var (plain, ours) = (await talk.PlainAsync(), await talk.OursAsync(talk.BreaksAt < 0 ? 2 : 1));
        Assert.Equal(plain.Error, ours.Error);
        Assert.Equal(plain.Messages, ours.Messages);
        Assert.Equal(plain.Effects, ours.Effects);
        Assert.Equal(plain.Requests, ours.Requests);
    }
}
