using Forerun.AI.Speculating;
using Forerun.AI.Tools;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Limiting;
using Forerun.Running.Live;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating.Callers;

/// <summary>A dollar limit of a conversation, where the caller calls the tools himself.</summary>
public class CallerLimitsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly MemoryLedger ledger = new();
    private int made;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PerRun_ACallThatItHasNoRoomFor_IsRefusedBeforeItIsMade_AndTheCallerIsToldWhy(bool isRead)
    {
        await using var agent = Agent();
        var tools = new[] { Tool.With(Stage.Plain("pay", PayAsync), (isRead ? ToolEffect.Reads() : ToolEffect.Irreversible) with { Price = new Usd(0.004m) }) }.WithSpeculation(agent);

        var refused = await Assert.ThrowsAsync<RunException>(() => LoopAsync(agent, tools).WaitAsync(Patience));

        Assert.Equal(RunEnd.BudgetExceeded, refused.End);
        Assert.Contains("0.01", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, Volatile.Read(ref made));
        await agent.DropAsync();
        Assert.InRange(ledger.Rows.OfType<AttemptRow>().Sum(a => a.Cost!.Value.Amount), 0.008m, 0.01m);

        await Assert.ThrowsAsync<RunException>(() => LoopAsync(agent, tools).WaitAsync(Patience)); // another conversation has a limit of its own
        Assert.Equal(4, Volatile.Read(ref made));
    }

    private SpeculatingChatClient Agent()
    {
        var calls = 0;
        return new StagedModel((_, _) => Stage.Say(Stage.Call("pay", $"bill {++calls}"), new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 10 })))
            .Agent(o => (o.Ledger, o.Limits) = (ledger, new Limits(new LimitOptions { PerRun = new Usd(0.01m) })));
    }

    /// <summary>What a caller writes: asks, calls what he is told to call, and asks again.</summary>
    private static async Task LoopAsync(SpeculatingChatClient agent, IList<AITool> tools)
    {
        List<ChatMessage> messages = [.. Stage.Ask("pay all bills")];
        while (true)
        {
            var reply = await agent.GetResponseAsync(messages, new ChatOptions { Tools = tools, MaxOutputTokens = 10 });
            messages.AddRange(reply.Messages);
            foreach (var call in reply.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>())
            {
                var result = await ((AIFunction)tools[0]).InvokeAsync(new AIFunctionArguments(call.Arguments));
                messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, result)]));
            }
        }
    }

    private async Task<string> PayAsync(string bill, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref made);
        await Task.Yield();
        return $"paid {bill}";
    }
}
