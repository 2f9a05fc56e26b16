using Forerun.AI.Metering;
using Forerun.Pricing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Metering;

public sealed class CountingTests
{
    [Fact]
    public async Task Call_IsPricedByItsUsage()
    {
        var calls = new List<MeteredCall>();
        var meter = Meters.Of(Meters.Options with { OnCall = calls.Add });
        using var client = FakeClient.Using(FakeClient.Usage(1000, 100, 600, 40)).WithUsageMeter(meter);

        await client.GetResponseAsync(Meters.Hello);

        var call = Assert.Single(calls);
        Assert.Equal(new TokenUsage(1000, 100, 600, null, 40), call.Usage);
        Assert.Equal((CallOutcome.Finished, "small", "simulated-x1", false), (call.Outcome, call.Model, call.PriceBookVersion, call.IsEstimated));
        Assert.Equal(Meters.Small(1000, 100), call.Cost);
        Assert.Equal(call.Cost, meter.Read().All.Cost);
    }

    [Fact]
    public async Task Tags_OfOptionsWinOverScopes_AndAreNotSent()
    {
        var meter = Meters.Of(Meters.Options);
        var fake = FakeClient.Using(FakeClient.Usage(10, 1));
        using var client = fake.WithUsageMeter(meter);

        using (UsageMeter.Begin(new UsageTags("r1", "c1", "t1")))
        {
            await client.GetResponseAsync(Meters.Hello);
            using (UsageMeter.Begin(new UsageTags(Conversation: "c2"))) await client.GetResponseAsync(Meters.Hello);
            await client.GetResponseAsync(Meters.Hello, new ChatOptions { AdditionalProperties = new() { [UsageTags.TenantKey] = "t2", ["mine"] = 1 } });
        }

        await client.GetResponseAsync(Meters.Hello);

        var totals = meter.Read();
        Assert.Equal(4, totals.All.Calls);
        Assert.Equal([("r1", 3L)], totals.Runs.Select(p => (p.Key, p.Value.Calls)));
        Assert.Equal([("c1", 2L), ("c2", 1L)], totals.Conversations.OrderBy(p => p.Key).Select(p => (p.Key, p.Value.Calls)));
        Assert.Equal([("t1", 2L), ("t2", 1L)], totals.Tenants.OrderBy(p => p.Key).Select(p => (p.Key, p.Value.Calls)));
        Assert.Equal(["mine"], fake.Asked[2]!.AdditionalProperties!.Keys);
    }

    [Fact]
    public async Task UnknownPrice_IsUnknown_AndNamedOnce()
    {
        var unknown = new List<UnknownPriceException>();
        var meter = Meters.Of(Meters.Options with { OnUnknownPrice = unknown.Add });
        using var client = FakeClient.Using(FakeClient.Usage(10, 1)).WithUsageMeter(meter);

        for (var i = 0; i < 3; i++) await client.GetResponseAsync(Meters.Hello, new ChatOptions { ModelId = "smal" });

        Assert.Equal("smal", Assert.Single(unknown).Model);
        Assert.Equal((3L, 3L, Usd.Zero), (meter.Read().All.Calls, meter.Read().All.UnknownCosts, meter.Read().All.Cost));
        Assert.Equal(30, meter.Read().All.Usage.InputTokens);
    }

    [Fact]
    public async Task ModelThatAnswered_PricesANameOnlyTheServiceKnows()
    {
        var meter = Meters.Of(Meters.Options);
        using var client = FakeClient.Using(FakeClient.Usage(1000, 100), "small").WithUsageMeter(meter);

        await client.GetResponseAsync(Meters.Hello, new ChatOptions { ModelId = "our-deployment" });

        Assert.Equal(Meters.Small(1000, 100), meter.Read().Models["our-deployment"].Cost);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NoUsageOrOneThatCannotBe_CostsAnUnknownAmount(bool contradicts)
    {
        var meter = Meters.Of(Meters.Options);
        using var client = FakeClient.Using(contradicts ? FakeClient.Usage(10, 1, cached: 11) : null).WithUsageMeter(meter);

        await client.GetResponseAsync(Meters.Hello);

        Assert.Equal((1L, Usd.Zero), (meter.Read().All.UnknownCosts, meter.Read().All.Cost));
    }

    [Fact]
    public async Task Forget_DropsTheNames_NotTheTotal()
    {
        var meter = Meters.Of(Meters.Options);
        using var client = FakeClient.Using(FakeClient.Usage(10, 1)).WithUsageMeter(meter);
        using (UsageMeter.Begin(new UsageTags(Run: "r"))) await client.GetResponseAsync(Meters.Hello);

        meter.Forget(new UsageTags(Run: "r"));

        Assert.Empty(meter.Read().Runs);
        Assert.Equal(1, meter.Read().All.Calls);
    }

    [Fact]
    public void Options_AllErrorsAtOnce()
    {
        var error = Assert.Throws<ArgumentException>(() => Meters.Of(Meters.Options with { Limit = Usd.Zero, WarnAt = 2, StopAt = 3, MaxOutputTokens = 0 }));

        Assert.All(["Limit", "WarnAt", "StopAt", "MaxOutputTokens"], name => Assert.Contains($"{name} is", error.Message, StringComparison.Ordinal));
    }
}
