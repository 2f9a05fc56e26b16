using Forerun.AI.Speculating;
using Forerun.AI.Speculating.Reporting;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>What came of a conversation: what the model was told, what was done, and what was said.</summary>
internal sealed record Said(IReadOnlyList<string> Requests, IReadOnlyList<string> Effects, string Messages, string? Error)
{
    public IReadOnlyList<TurnReport> Reports { get; init; } = [];
}

/// <summary>A conversation of a few turns by a seed, with an agent that everybody writes, or with ours.</summary>
internal sealed record Talk(int Seed) : SeededTalk(Seed)
{
    public bool IsDrafted { get; init; }

    public int MaxIterations { get; init; } = 40;

    public int MaxErrors { get; init; } = 3;

    public async Task<Said> PlainAsync()
    {
        var (model, shop) = (Model(), new Shop(Seed));
        var loop = new PlainLoop(model, shop.Tools, MaxIterations, MaxErrors);
        var (messages, error) = await RunAsync(loop.RunAsync);
        return new Said(model.Requests, shop.Effects, Wording.Of(messages), error);
    }

    public async Task<Said> OursAsync(int times = 1)
    {
        var (model, reports) = (Model(), new List<TurnReport>());
        await using var agent = model.WithSpeculation(Configure);
        Said? last = null;
        for (var i = 0; i < times; i++)
        {
            var (shop, before) = (new Shop(Seed), model.Requests.Count);
            var (messages, error) = await RunAsync((asked, c) => AskAsync(agent, shop, asked, reports, c));
            last = new Said([.. model.Requests.Skip(before)], shop.Effects, Wording.Of(messages), error) { Reports = reports };
            await agent.DropAsync();
            Assert.Equal(0, shop.UnderWay);
        }

        return last!;
    }

    private async Task<IReadOnlyList<ChatMessage>> AskAsync(
        SpeculatingChatClient agent, Shop shop, IReadOnlyList<ChatMessage> messages, List<TurnReport> reports, CancellationToken cancellationToken)
    {
        var options = new ChatOptions { Tools = [.. shop.Tools] };
        var response = IsStreaming
            ? await agent.GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : await agent.GetResponseAsync(messages, options, cancellationToken);
        reports.Add(response.Speculation()!);
        return [.. response.Messages];
    }

    private async Task<(List<ChatMessage> Messages, string? Error)> RunAsync(
        Func<IReadOnlyList<ChatMessage>, CancellationToken, Task<IReadOnlyList<ChatMessage>>> ask)
    {
        var messages = Opening;
        for (var turn = 0; turn < Turns; turn++)
        {
            messages.Add(Question(turn));
            try
            {
                messages.AddRange(await ask(messages, TestContext.Current.CancellationToken));
            }
            catch (Exception e) when (e is InvalidOperationException or InvalidDataException)
            {
                return (messages, e.Message);
            }
        }

        return (messages, null);
    }

    protected override void Configure(SpeculationOptions options)
    {
        base.Configure(options);
        options.MaxIterations = MaxIterations;
        options.MaxConsecutiveErrors = MaxErrors;
        if (IsDrafted) options.Drafter = new ScriptedModel(Seed, Shop.Names, Draws.Of(Seed, "drafter").Chance(0.5) ? "model" : "liar");
    }
}
