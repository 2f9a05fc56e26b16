using Forerun.AI.Speculating;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.Forerun;
using Forerun.Running.Limiting;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating.Callers;

/// <summary>A conversation of a few turns by a seed, held with a loop of the caller's own, without the agent and with it.</summary>
internal sealed record OwnTalk(int Seed)
{
    public bool IsStreaming { get; init; }

    public int BreaksAt { get; init; } = -1;

    /// <summary>Whether one of the tools is not wrapped, so that nobody sees it called.</summary>
    public bool HidesOne { get; init; }

    public Func<IPolicy> Policy { get; init; } = static () => new ForerunPolicy();

    public Settings Settings { get; init; } = new() { Dial = 1, Prices = SimulatedPrices.Book };

    public Limits? Limits { get; init; }

    public MemoryLedger Ledger { get; } = new();

    public async Task<Said> PlainAsync()
    {
        var (model, shop) = (Model(), new Shop(Seed));
        return await SaidAsync(model, shop, new OwnLoop(Seed, model, [.. shop.Tools], IsStreaming), 0);
    }

    /// <summary>With the agent, which has had the same conversation before.</summary>
    public async Task<Said> OursAsync(int times)
    {
        var model = Model();
        var shops = new List<Shop>();
        var agent = model.WithSpeculation(Configure);
        Said? last = null;
        for (var i = 0; i < times; i++)
        {
            var (shop, before) = (new Shop(Seed), model.Requests.Count);
            IEnumerable<AITool> hidden = HidesOne ? shop.Tools.Where(t => t.Name == "note") : [];
            IList<AITool> tools = [.. shop.Tools.Except(hidden).WithSpeculation(agent), .. hidden];
            last = await SaidAsync(model, shop, new OwnLoop(Seed, agent, tools, IsStreaming), before);
            await agent.DropAsync();
            shops.Add(shop);
        }

        await agent.DisposeAsync();
        Assert.All(shops, shop => Assert.Equal(0, shop.UnderWay));
        return last!;
    }

    private async Task<Said> SaidAsync(ScriptedModel model, Shop shop, OwnLoop loop, int before)
    {
        var messages = new List<ChatMessage> { new(ChatRole.System, "You keep a shop.") };
        string? error = null;
        try
        {
            for (var turn = 0; turn < 1 + Draws.Of(Seed, "turns").Below(4); turn++)
            {
                messages.Add(new ChatMessage(ChatRole.User, $"Question {turn} about k{Draws.Of(Seed, $"about {turn}").Below(3)}"));
                messages.AddRange(await loop.RunAsync(messages, TestContext.Current.CancellationToken));
            }
        }
        catch (InvalidDataException e)
        {
            error = e.Message;
        }

        return new Said([.. model.Requests.Skip(before)], shop.Effects, Wording.Of(messages), error);
    }

    private ScriptedModel Model() => new(Seed, Shop.Names) { BreaksAt = BreaksAt };

    private void Configure(SpeculationOptions options)
    {
        options.Time = new TickingTime(TimeSpan.FromMilliseconds(40));
        options.NewId = () => "run";
        options.Settings = Settings;
        options.Policy = Policy;
        options.Ledger = Ledger;
        options.Limits = Limits;
    }
}
