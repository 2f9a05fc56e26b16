using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Limiting;
using Forerun.Running.Live;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>Limits that all conversations share.</summary>
public class LimitedTests
{
    [Fact]
    public async Task Conversations_ThatWaitForTheirPerson_TakeNoRoomFromOthers()
    {
        await using var agent = Stage.CallsOnce(("look", "a")).Agent(o => o.Limits = new Limits(new LimitOptions { Attempts = 1 }));
        var look = Stage.Read("look", (key, _) => Task.FromResult(key));

        for (var i = 0; i < 3; i++) await agent.GetResponseAsync(Stage.Ask($"conversation {i}"), Stage.With(look)).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(3, agent.Waiting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PerRun_HoldsOverAllTurnsOfAConversation_SwitchedOnOrOff(bool isOn)
    {
        var ledger = new MemoryLedger();
        var model = new StagedModel((_, _) => Stage.Say(new TextContent("word"), new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 1000 }))); // 0.004 USD
        await using var agent = model.Agent(o =>
            (o.Ledger, o.Limits, o.Settings) = (ledger, new Limits(new LimitOptions { PerRun = new Usd(0.01m) }), o.Settings with { Enabled = isOn }));
        var options = Stage.With(Stage.Plain("pay", (key, _) => Task.FromResult(key)));
        options.MaxOutputTokens = 1000;
        List<ChatMessage> messages = [];

        var refused = await Assert.ThrowsAsync<RunException>(async () =>
        {
            while (true)
            {
                messages.Add(new ChatMessage(ChatRole.User, "a word, please"));
                messages.AddRange((await agent.GetResponseAsync(messages, options).WaitAsync(TimeSpan.FromSeconds(20))).Messages);
            }
        });

        Assert.Equal(RunEnd.BudgetExceeded, refused.End);
        Assert.Equal(2, model.Requests.Count);
        Assert.Equal("a word, please", messages[^1].Text);
        await agent.GetResponseAsync(Stage.Ask("another conversation"), options).WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task PerRun_ARequestThatDoesNotSayHowMuchItMayBring_IsRefused()
    {
        await using var agent = Stage.CallsOnce(("look", "a")).Agent(o => o.Limits = new Limits(new LimitOptions { PerRun = new Usd(1) }));
        var refused = await Assert.ThrowsAsync<RunException>(() => agent.GetResponseAsync(Stage.Ask("look"), new ChatOptions()).WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains("MaxOutputTokens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PerRun_WithADrafter_IsNotExceeded_AndDraftsAreBought()
    {
        var ledger = new MemoryLedger();
        await using var agent = Charged().Agent(o => (o.Ledger, o.Limits, o.Drafter, o.Settings) =
            (ledger, new Limits(new LimitOptions { PerRun = new Usd(0.01m) }), Charged(), o.Settings with { ValueOfTime = new Usd(10) }));
        var options = Stage.With(Stage.Read("look", (key, _) => Task.FromResult(key)));
        options.MaxOutputTokens = 100;
        for (var i = 0; i < 20; i++)
        {
            await agent.GetResponseAsync(Stage.Ask("look"), options).WaitAsync(TimeSpan.FromSeconds(20));
            await agent.DropAsync();
        }

        Assert.Contains(ledger.Rows.OfType<AttemptRow>(), a => a is { Operation: "draft", End: AttemptEnd.Finished });
        Assert.All(ledger.Rows.OfType<RunRow>(), run => Assert.InRange(run.Cost.Amount, 0, 0.01m));

        static StagedModel Charged() => new((told, _) => Stage.Say(
            told[^1].Role == ChatRole.Tool ? new TextContent("done") : Stage.Call("look", "a"), new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 10 })));
    }
}
