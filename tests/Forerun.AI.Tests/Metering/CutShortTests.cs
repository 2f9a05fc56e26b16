using System.Runtime.CompilerServices;
using Forerun.AI.Clients;
using Forerun.AI.Metering;
using Forerun.Pricing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Metering;

public sealed class CutShortTests
{
    private static readonly ChatOptions Capped = new() { MaxOutputTokens = 50 };

    [Fact]
    public async Task WholeStream_IsPricedByTheUsageAtItsEnd()
    {
        var total = await Metered(CancelRule.Full, take: int.MaxValue);

        Assert.Equal((1L, 0L, Meters.Small(1000, 100), Usd.Zero), (total.Calls, total.Cancelled, total.Cost, total.WastedCost));
    }

    [Fact]
    public async Task StreamLeftAfterItsLastWord_IsWhole()
    {
        var total = await Metered(CancelRule.Full, take: 4);

        Assert.Equal((0L, Meters.Small(1000, 100)), (total.Cancelled, total.Cost));
    }

    [Theory]
    [InlineData(CancelRule.None, 0, 0)]
    [InlineData(CancelRule.Streamed, Meters.HelloBound, 9)]
    [InlineData(CancelRule.Full, Meters.HelloBound, 50)]
    public async Task StreamLeftEarly_IsBilledByTheRule_WithTheTokensSeen(CancelRule rule, long input, long output)
    {
        var total = await Metered(rule, take: 2);

        Assert.Equal((1L, 1L, 0L), (total.Calls, total.Cancelled, total.UnknownCosts));
        Assert.Equal((Meters.HelloBound, 9L), (total.WastedUsage.InputTokens, total.WastedUsage.OutputTokens));
        Assert.Equal((Meters.Small(input, output), total.Cost), (total.Cost, total.WastedCost));
    }

    [Fact]
    public async Task WholeCallCancelledWithoutACap_CostsAnUnknownAmount()
    {
        var meter = Meters.Of(Meters.Options);
        using var cancel = new CancellationTokenSource();
        using var client = new FakeClient(async (_, token) =>
        {
            await cancel.CancelAsync();
            token.ThrowIfCancellationRequested();
            return new ChatResponse();
        }).WithUsageMeter(meter);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetResponseAsync(Meters.Hello, null, cancel.Token));

        Assert.Equal((1L, 1L), (meter.Read().All.Cancelled, meter.Read().All.UnknownCosts));
    }

    [Theory]
    [InlineData(ModelErrorKind.RateLimited, 0, 0)]
    [InlineData(ModelErrorKind.TimedOut, Meters.HelloBound, 50)]
    public async Task FailedCall_CostsWhatTheServiceMayBill(ModelErrorKind kind, long input, long output)
    {
        var meter = Meters.Of(Meters.Options);
        using var client = new FakeClient((_, _) => throw new ModelException(kind, "No.")).WithUsageMeter(meter);

        await Assert.ThrowsAsync<ModelException>(() => client.GetResponseAsync(Meters.Hello, Capped));

        var total = meter.Read().All;
        Assert.Equal((1L, 1L, Meters.Small(input, output)), (total.Calls, total.Failed, total.WastedCost));
    }

    [Fact]
    public async Task CancelledBeforeItIsSent_IsNoCall()
    {
        var meter = Meters.Of(Meters.Options);
        using var client = FakeClient.Using(null).WithUsageMeter(meter);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetResponseAsync(Meters.Hello, null, new CancellationToken(true)));

        Assert.Equal(0, meter.Read().All.Calls);
    }

    private static async Task<UsageTotal> Metered(CancelRule rule, int take)
    {
        var meter = Meters.Of(Meters.Options with { CancelRule = rule });
        using var client = new FakeClient(stream: Words).WithUsageMeter(meter);
        var taken = 0;
        await foreach (var update in client.GetStreamingResponseAsync(Meters.Hello, Capped))
            if (++taken >= take) break;
        return meter.Read().All;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Words([EnumeratorCancellation] CancellationToken token)
    {
        foreach (var word in new[] { "Good ", "day.", "" })
        {
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, word) { FinishReason = word.Length == 0 ? ChatFinishReason.Stop : null };
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(FakeClient.Usage(1000, 100))]);
        yield return new ChatResponseUpdate();
    }
}
