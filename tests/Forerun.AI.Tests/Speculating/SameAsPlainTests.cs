using Forerun.Policies;
using Forerun.Testing;

namespace Forerun.AI.Tests.Speculating;

/// <summary>Law 1 at the door: the same requests, the same effects in the same order, the same messages as a plain loop.</summary>
public class SameAsPlainTests
{
    [Fact]
    public Task GetResponse_WhateverIsBet_EqualsThePlainLoop() => Seeds.CheckAsync(150, seed => SameAsync(new Talk(seed)));

    [Fact]
    public Task GetStreamingResponse_WhateverIsBet_EqualsThePlainLoop() =>
        Seeds.CheckAsync(150, seed => SameAsync(new Talk(seed) { IsStreaming = true }));

    [Fact]
    public Task GetResponse_WithAPolicyWithoutSense_EqualsThePlainLoop() =>
        Seeds.CheckAsync(150, seed => SameAsync(new Talk(seed) { IsStreaming = seed % 2 == 0, Policy = () => new ChaosPolicy(seed) }));

    [Fact]
    public Task GetResponse_SwitchedOff_EqualsThePlainLoop() => Seeds.CheckAsync(
        100, seed => SameAsync(new Talk(seed) { IsStreaming = seed % 2 == 0, Settings = new Settings { Enabled = false, Prices = SimulatedPrices.Book } }));

    [Fact]
    public Task GetResponse_WithTightBounds_StopsWhereThePlainLoopStops() =>
        Seeds.CheckAsync(150, seed => SameAsync(new Talk(seed) { MaxIterations = seed % 4, MaxErrors = seed % 2, IsStreaming = seed % 3 == 0 }));

    [Fact]
    public Task GetResponse_WithAModelThatBreaks_ThrowsAsThePlainLoop() =>
        Seeds.CheckAsync(100, seed => SameAsync(new Talk(seed) { BreaksAt = seed % 17, IsStreaming = seed % 2 == 0 }));

    [Fact]
    public Task GetResponse_WithADrafterThatMayLie_SendsNoOtherRealRequests() => Seeds.CheckAsync(100, async seed =>
    {
        var talk = new Talk(seed) { IsDrafted = true, IsStreaming = seed % 2 == 0, Policy = () => seed % 3 == 0 ? new ChaosPolicy(seed) : new Forerun.Policies.Forerun.ForerunPolicy() };
        var (plain, ours) = (await talk.PlainAsync(), await talk.OursAsync(2));
        Assert.Equal(plain with { Requests = [] }, ours with { Requests = [], Reports = [] }, Compare);
        Assert.Subset(ours.Requests.ToHashSet(), plain.Requests.ToHashSet());
    });

    /// <summary>
    /// All that can go wrong, together: a drafter that may lie, a policy without sense, a model that breaks off, bounds that are reached. What
    /// is asked for bets comes beside the plain requests; what is done and said is the same, in the same order.
    /// </summary>
    [Fact]
    public Task Ask_WhateverGoesWrongAtOnce_DoesAndSaysWhatThePlainLoopDoes() => Seeds.CheckAsync(500, async seed =>
    {
        var talk = new Talk(seed)
        {
            IsDrafted = seed % 2 == 0, IsStreaming = seed % 3 == 0, MaxIterations = seed % 5 == 0 ? 1 + (seed % 4) : 40, MaxErrors = seed % 7 == 0 ? 0 : 3,
            BreaksAt = seed % 4 == 1 ? seed % 17 : -1, Policy = () => seed % 3 == 1 ? new ChaosPolicy(seed) : new Forerun.Policies.Forerun.ForerunPolicy(),
        };
        var (plain, ours) = (await talk.PlainAsync(), await talk.OursAsync(talk.BreaksAt < 0 ? 2 : 1));
        if (!talk.IsDrafted) Assert.Equal(plain, ours, Compare);
        Assert.Equal(plain with { Requests = [] }, ours with { Requests = [], Reports = [] }, Compare);
        Assert.Subset(ours.Requests.ToHashSet(), plain.Requests.ToHashSet());
    });

    private static async Task SameAsync(Talk talk)
    {
        var (plain, ours) = (await talk.PlainAsync(), await talk.OursAsync(talk.BreaksAt < 0 ? 2 : 1));
        Assert.Equal(plain, ours, Compare);
    }

    private static bool Compare(Said plain, Said ours)
    {
        Assert.Equal(plain.Error, ours.Error);
        Assert.Equal(plain.Messages, ours.Messages);
        Assert.Equal(plain.Effects, ours.Effects);
        Assert.Equal(plain.Requests, ours.Requests);
        return true;
    }
}
