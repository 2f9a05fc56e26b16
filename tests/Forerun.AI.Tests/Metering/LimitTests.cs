using Forerun.AI.Clients;
using Forerun.AI.Metering;
using Forerun.Pricing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Metering;

public sealed class LimitTests
{
    private static readonly Usd OneDollar = new(1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task HundredConversations_NeverExceedOneDollar_AndUseIt(int seed)
    {
        var charged = new Charged();
        var meter = Meters.Of(Meters.Options with { Limit = OneDollar, MaxOutputTokens = 2000 });
        using var client = new FakeClient((_, _) => charged.Answer()).WithUsageMeter(meter);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () =>
        {
            var random = new Random((seed * 1000) + i);
            using var scope = UsageMeter.Begin(new UsageTags(Conversation: $"c{i}"));
            Charged.Random.Value = random;
            await Assert.ThrowsAsync<BudgetExceededException>(async () =>
            {
                while (true)
                {
                    try { await client.GetResponseAsync(Meters.Hello); }
                    catch (ModelException) { }
                }
            });
        })));

        var totals = meter.Read();
        Assert.Equal(charged.Total, totals.All.Cost);
        Assert.Equal(charged.Total.Amount, totals.Conversations.Values.Sum(t => t.Cost.Amount));
        Assert.Equal(charged.Tokens, totals.All.Usage.OutputTokens);
        Assert.True(totals.All.Cost <= OneDollar, $"{totals.All.Cost.Amount} dollars");
        Assert.True(totals.All.Cost + Meters.Small(Meters.HelloBound, 2000) > OneDollar, $"{totals.All.Cost.Amount} dollars");
        Assert.Equal(BudgetStage.Stop, meter.Stage);
    }

    [Fact]
    public async Task CallThatCannotBePaid_IsNotSent()
    {
        var fake = FakeClient.Using(FakeClient.Usage(10, 10));
        var meter = Meters.Of(Meters.Options with { Limit = new Usd(0.001m) });
        using var client = fake.WithUsageMeter(meter);

        var error = await Assert.ThrowsAsync<BudgetExceededException>(() => client.GetResponseAsync(Meters.Hello, new ChatOptions { MaxOutputTokens = 1000 }));

        Assert.Empty(fake.Asked);
        Assert.Equal((Meters.Small(Meters.HelloBound, 1000), Usd.Zero), (error.Worst, error.Spent));
        Assert.StartsWith("A call of small may cost 0.004101 USD, but 0 of 0.001 USD are spent;", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("small", null)]
    [InlineData("nobody-knows", 10)]
    public async Task CallWithoutAWorstCase_IsNotSent(string model, int? cap)
    {
        var fake = FakeClient.Using(FakeClient.Usage(10, 10));
        var meter = Meters.Of(Meters.Options with { Limit = OneDollar });
        using var client = fake.WithUsageMeter(meter);

        var error = await Assert.ThrowsAsync<BudgetExceededException>(
            () => client.GetResponseAsync(Meters.Hello, new ChatOptions { ModelId = model, MaxOutputTokens = cap }));

        Assert.Null(error.Worst);
        Assert.Empty(fake.Asked);
        Assert.Equal(BudgetStage.Free, meter.Stage);
    }

    [Fact]
    public async Task Stages_AreToldOnceEach_InOrder()
    {
        var stages = new List<BudgetStage>();
        var meter = Meters.Of(Meters.Options with { Limit = new Usd(0.01m), WarnAt = 0.5m, WrapUpAt = 0.7m, StopAt = 0.9m, MaxOutputTokens = 400, OnStage = stages.Add });
        using var client = FakeClient.Using(FakeClient.Usage(0, 250)).WithUsageMeter(meter);
        var seen = new List<BudgetStage>();

        await Assert.ThrowsAsync<BudgetExceededException>(async () =>
        {
            while (true)
            {
                await client.GetResponseAsync(Meters.Hello);
                seen.Add(meter.Stage);
            }
        });

        Assert.Equal([BudgetStage.Free, BudgetStage.Free, BudgetStage.Free, BudgetStage.Free, BudgetStage.Warn, BudgetStage.Warn, BudgetStage.WrapUp, BudgetStage.WrapUp], seen);
        Assert.Equal([BudgetStage.Warn, BudgetStage.WrapUp, BudgetStage.Stop], stages);
        Assert.Equal(new Usd(0.008m), meter.Read().All.Cost);
    }

    [Fact]
    public async Task WaitingCall_IsSentWhenAnotherTurnsOutCheaper_AndOneCancelledLeavesTheLine()
    {
        var first = new TaskCompletionSource<ChatResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        var fake = new FakeClient((_, _) => first.Task);
        var meter = Meters.Of(Meters.Options with { Limit = new Usd(0.006m), MaxOutputTokens = 1000 });
        using var client = fake.WithUsageMeter(meter);
        using var cancel = new CancellationTokenSource();

        var one = client.GetResponseAsync(Meters.Hello);
        var two = client.GetResponseAsync(Meters.Hello, null, cancel.Token);
        var three = client.GetResponseAsync(Meters.Hello);
        Assert.Single(fake.Asked);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two);
        first.SetResult(new ChatResponse { Usage = FakeClient.Usage(10, 10) });
        await Task.WhenAll(one, three);

        Assert.Equal(2, fake.Asked.Count);
        Assert.Equal((2L, Meters.Small(20, 20)), (meter.Read().All.Calls, meter.Read().All.Cost));
    }

    [Fact]
    public async Task UnknownCost_CountsAtItsWorst()
    {
        var fake = FakeClient.Using(null);
        var meter = Meters.Of(Meters.Options with { Limit = new Usd(0.006m), MaxOutputTokens = 1000 });
        using var client = fake.WithUsageMeter(meter);

        await client.GetResponseAsync(Meters.Hello);
        var error = await Assert.ThrowsAsync<BudgetExceededException>(() => client.GetResponseAsync(Meters.Hello));

        Assert.Equal(Meters.Small(Meters.HelloBound, 1000), error.Spent);
        Assert.Equal(1, meter.Read().All.UnknownCosts);
    }
}
