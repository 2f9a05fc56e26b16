using Forerun.AI.Clients;
using Forerun.AI.Metering;
using Forerun.AI.Tests.Clients;
using Forerun.Pricing;

namespace Forerun.AI.Tests.Metering;

/// <summary>The meter over the real client, over HTTP.</summary>
public sealed class MeteredServiceTests
{
    [Fact]
    public async Task Stream_IsPricedWithCachedAndReasoningTokens()
    {
        await using var service = await FakeService.Stream(Said.Text("Hi"), Said.Finish(), Said.UsageChunk, Said.Done);
        var meter = Meters.Of(Meters.Options with { Limit = new Usd(1), MaxOutputTokens = 99 });
        using var client = service.Client().WithUsageMeter(meter);

        await client.GetStreamingResponseAsync(Meters.Hello).ToListAsync();

        Assert.Equal(Meters.Small(100, 40), meter.Read().Models["small"].Cost);
        Assert.Equal(new TokenUsage(100, 40, 60, 0, 30), meter.Read().All.Usage);
        Assert.Equal(99, service.Requests.Single().GetProperty("max_completion_tokens").GetInt32());
    }

    [Fact]
    public async Task CutStream_IsWasted_AndBilledByTheRule()
    {
        await using var service = await FakeService.Stream(Said.Text("Hi"));
        var meter = Meters.Of(Meters.Options with { CancelRule = CancelRule.Streamed });
        using var client = service.Client().WithUsageMeter(meter);

        await Assert.ThrowsAsync<ModelException>(async () => await client.GetStreamingResponseAsync(Meters.Hello).ToListAsync());

        var total = meter.Read().All;
        Assert.Equal((1L, Meters.Small(Meters.HelloBound, 2)), (total.Failed, total.WastedCost));
    }
}
