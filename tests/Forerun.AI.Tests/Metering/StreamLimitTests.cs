using Forerun.AI.Metering;
using Forerun.Pricing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Metering;

public sealed class StreamLimitTests
{
    private const int Cap = 40;

    private readonly Lock gate = new();
    private decimal charged;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task HundredConversations_ThatLeaveTheirStreamsAnywhere_NeverExceedTheLimit(int seed)
    {
        var limit = new Usd(0.1m);
        var meter = Meters.Of(Meters.Options with { Limit = limit, MaxOutputTokens = Cap, CancelRule = CancelRule.Streamed });

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => Converse(meter, new Random((seed * 1000) + i), $"c{i}"))));

        var totals = meter.Read();
        Assert.Equal(charged, totals.All.Cost.Amount);
        Assert.Equal(charged, totals.Conversations.Values.Sum(t => t.Cost.Amount));
        Assert.InRange(totals.All.Cancelled, 1, totals.All.Calls - 1);
        Assert.True(totals.All.Cost <= limit, $"{charged} dollars");
        Assert.True(totals.All.Cost + Meters.Small(Meters.HelloBound, Cap) > limit, $"{charged} dollars");
    }

    private async Task Converse(UsageMeter meter, Random random, string name)
    {
        using var scope = UsageMeter.Begin(new UsageTags(Conversation: name));
        await Assert.ThrowsAsync<BudgetExceededException>(async () =>
        {
            while (true)
            {
                var words = random.Next(1, Cap + 1);
                var leaveAfter = random.Next(1, Cap + 1);
                using var client = new FakeClient(stream: _ => Words(words)).WithUsageMeter(meter);
                var taken = 0;
                await foreach (var update in client.GetStreamingResponseAsync(Meters.Hello))
                    if (++taken == leaveAfter) break;
                lock (gate) charged += Meters.Small(Meters.HelloBound, Math.Min(words, leaveAfter)).Amount;
            }
        });
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Words(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (i % 8 == 0) await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, "a");
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(FakeClient.Usage(Meters.HelloBound, count))]) { FinishReason = ChatFinishReason.Stop };
    }
}
