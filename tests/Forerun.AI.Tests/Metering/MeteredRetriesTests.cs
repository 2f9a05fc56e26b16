using Forerun.AI.Clients;
using Forerun.AI.Metering;
using Forerun.AI.Retrying;
using Forerun.Pricing;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Metering;

/// <summary>Each try is metered by itself, whichever of meter and retries is around the other.</summary>
public sealed class MeteredRetriesTests
{
    private static readonly RetryOptions AtOnce = new() { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero };

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task FailedTry_IsACallOfItsOwn(bool meterIsOutside, bool streams)
    {
        var meter = Meters.Of(Meters.Options);
        var asked = 0;
        var fake = new FakeClient(
            (_, _) => ++asked == 1
                ? throw new ModelException(ModelErrorKind.TimedOut, "No.")
                : Task.FromResult(new ChatResponse { Usage = FakeClient.Usage(10, 20) }),
            _ => ++asked == 1 ? throw new ModelException(ModelErrorKind.TimedOut, "No.") : Answer());
        using var client = meterIsOutside
            ? fake.WithRetries(AtOnce, new ManualTime(), () => 0).WithUsageMeter(meter)
            : fake.WithUsageMeter(meter).WithRetries(AtOnce, new ManualTime(), () => 0);
        var options = new ChatOptions { MaxOutputTokens = 50 };

        if (streams) await client.GetStreamingResponseAsync(Meters.Hello, options).ToListAsync();
        else await client.GetResponseAsync(Meters.Hello, options);

        var total = meter.Read().All;
        Assert.Equal((2L, 1L), (total.Calls, total.Failed));
        Assert.Equal((Meters.Small(Meters.HelloBound, 50) + Meters.Small(10, 20), Meters.Small(Meters.HelloBound, 50)), (total.Cost, total.WastedCost));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task HundredConversations_ThatTryAgainStreamAndAreCancelled_NeverExceedOneDollar(int seed)
    {
        var charged = new Charged();
        var limit = new Usd(1);
        var meter = Meters.Of(Meters.Options with { Limit = limit, MaxOutputTokens = 2000, CancelRule = CancelRule.Streamed });
        using var client = new FakeClient((_, _) => charged.Answer(), Streamed)
            .WithRetries(AtOnce, new ManualTime(), () => 0.5).WithUsageMeter(meter);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () =>
        {
            var random = new Random((seed * 1000) + i);
            using var scope = UsageMeter.Begin(new UsageTags(Conversation: $"c{i}"));
            Charged.Random.Value = random;
            await Assert.ThrowsAsync<BudgetExceededException>(async () =>
            {
                while (true) await Converse(client, random);
            });
        })));

        var totals = meter.Read();
        Assert.True(totals.All.Cost <= limit, $"{totals.All.Cost.Amount} dollars");
        Assert.True(totals.All.Cost + Meters.Small(Meters.HelloBound, 2000) > limit, $"{totals.All.Cost.Amount} dollars");
        Assert.Equal(totals.All.Cost.Amount, totals.Conversations.Values.Sum(t => t.Cost.Amount));
        Assert.True(totals.All is { Cancelled: > 0, Failed: > 0, UnknownCosts: 0 }, $"{totals.All}");
    }

    private static async Task Converse(IChatClient client, Random random)
    {
        try
        {
            if (random.Next(2) == 0)
            {
                await client.GetResponseAsync(Meters.Hello);
                return;
            }

            var left = random.Next(1, 6);
            await foreach (var update in client.GetStreamingResponseAsync(Meters.Hello))
                if (--left == 0) break;
        }
        catch (ModelException)
        {
            return;
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Streamed([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        var random = Charged.Random.Value!;
        for (var i = 0; i < 4; i++)
        {
            await Task.Yield();
            token.ThrowIfCancellationRequested();
            if (random.Next(10) == 0) throw new ModelException(ModelErrorKind.Cut, "Cut.");
            yield return new ChatResponseUpdate(ChatRole.Assistant, "word ");
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(FakeClient.Usage(random.Next((int)Meters.HelloBound), random.Next(2000)))])
        {
            FinishReason = ChatFinishReason.Stop,
        };
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Answer()
    {
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, "a");
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(FakeClient.Usage(10, 20))]);
    }
}
