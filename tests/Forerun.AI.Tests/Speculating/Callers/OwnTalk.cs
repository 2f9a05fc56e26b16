using Forerun.AI.Speculating;
using Forerun.Running.Limiting;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating.Callers;

/// <summary>A conversation of a few turns by a seed, held with a loop of the caller's own, without the agent and with it.</summary>
internal sealed record OwnTalk(int Seed) : SeededTalk(Seed)
{
    /// <summary>Whether one of the tools is not wrapped, so that nobody sees it called.</summary>
    public bool HidesOne { get; init; }

    public Limits? Limits { get; init; }

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
        var messages = Opening;
        string? error = null;
        try
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                messages.Add(Question(turn));
                messages.AddRange(await loop.RunAsync(messages, TestContext.Current.CancellationToken));
            }
        }
        catch (InvalidDataException e)
        {
            error = e.Message;
        }

        return new Said([.. model.Requests.Skip(before)], shop.Effects, Wording.Of(messages), error);
    }

    protected override void Configure(SpeculationOptions options)
    {
        base.Configure(options);
        options.Limits = Limits;
    }
}
