using Forerun.AI.Speculating;
using Forerun.AI.Tests.Speculating;
using Forerun.Mcp.Server;
using Forerun.Policies;
using Forerun.Policies.Forerun;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.Mcp.Tests;

/// <summary>
/// Laws 1 and 2 over a protocol: servers that lie about their tools, fail, talk nonsense and end, and agents that bet without sense. What a
/// server was called for is what a plain loop would have called it for.
/// </summary>
public class LyingServerTests
{
    private static readonly string[] Names = ["look", "search", "pay", "put"];

    [Fact]
    public Task Server_NotTrusted_IsCalledForNothingThatAPlainLoopWouldNotCall() => Seeds.CheckAsync(100, async seed =>
    {
        var (plain, ours) = (await TalkAsync(seed, null), await TalkAsync(seed, Agent(seed)));
        Assert.Equal(plain, ours);
    });

    [Fact]
    public Task Server_TrustedAndHonest_HasTheSameEffectsInTheSameOrder() => Seeds.CheckAsync(100, async seed =>
    {
        var (plain, ours) = (await TalkAsync(seed, null, isHonest: true), await TalkAsync(seed, Agent(seed), isHonest: true));
        Assert.Equal(Effects(plain.Called), Effects(ours.Called));
        Assert.Equal(plain.Messages, ours.Messages);
    });

    [Fact]
    public async Task Server_TrustedAndHonest_IsBetOn()
    {
        var more = 0;
        for (var seed = 1; seed <= 30; seed++)
        {
            var (plain, ours) = (await TalkAsync(seed, null, isHonest: true), await TalkAsync(seed, Agent(seed), isHonest: true));
            if (plain.Called != ours.Called) more++;
        }

        Assert.True(more > 0, "A law that is held against agents that never bet proves nothing.");
    }

    private static string Effects(string called) => string.Join('\n', called.Split('\n').Where(c => c.StartsWith("pay", StringComparison.Ordinal) || c.StartsWith("put", StringComparison.Ordinal)));

    private static Func<IChatClient, SpeculatingChatClient> Agent(int seed) => model => model.WithSpeculation(o =>
    {
        o.Time = new TickingTime(TimeSpan.FromMilliseconds(40));
        o.NewId = () => "run";
        o.Settings = new Settings { Dial = 1, Prices = SimulatedPrices.Book };
        o.Policy = () => seed % 2 == 0 ? new ChaosPolicy(seed) : new ForerunPolicy();
        if (seed % 3 == 0) o.Drafter = new ScriptedModel(seed, Names, seed % 2 == 0 ? "model" : "liar");
    });

    private static async Task<(string Called, string Messages)> TalkAsync(int seed, Func<IChatClient, SpeculatingChatClient>? ours, bool isHonest = false)
    {
        var model = new ScriptedModel(seed, Names);
        var (server, line) = await Piped.StartAsync(o => new ScriptedServer(o) { Tools = Tools(seed, isHonest), Act = Acts(seed, isHonest) }, isTrusted: isHonest);
        await using var _ = server;
        await using var agent = ours?.Invoke(model);
        var messages = new List<ChatMessage>();
        try
        {
            for (var turn = 0; turn < 3; turn++)
            {
                messages.Add(new ChatMessage(ChatRole.User, $"Question {turn}"));
                IReadOnlyList<AITool> tools = [.. server.Tools];
                messages.AddRange(agent is not null
                    ? (await agent.GetResponseAsync(messages, new ChatOptions { Tools = [.. tools] })).Messages
                    : await new PlainLoop(model, tools).RunAsync(messages, TestContext.Current.CancellationToken));
            }
        }
        catch (McpServerException)
        {
            messages.Add(new ChatMessage(ChatRole.User, "it failed too often"));
        }

        if (agent is not null) await agent.DropAsync();
        return (string.Join('\n', line.Server.Called), Wording.Of(messages));
    }

    private static SaidTool[] Tools(int seed, bool isHonest)
    {
        var draws = Draws.Of(seed, "hints");
        return [.. Names.Select(n => isHonest ? Honest(n) : draws.Chance(0.8) ? SaidTool.Read(n) : new SaidTool(n))];
    }

    private static SaidTool Honest(string name) => name switch
    {
        "look" or "search" => SaidTool.Read(name),
        "put" => new SaidTool(name) { Hints = new() { ["destructiveHint"] = false, ["idempotentHint"] = true } },
        _ => new SaidTool(name) { Hints = new() { ["destructiveHint"] = true } },
    };

    /// <summary>Reads see what writes have done. Faults are drawn by what is called, and how often it was before.</summary>
    private static Func<ScriptedServer, string, string, Task<string?>> Acts(int seed, bool isHonest)
    {
        var done = new List<string>();
        return async (me, tool, key) =>
        {
            var what = $"{tool} {key}";
            var draws = Draws.Of(seed, isHonest ? what : $"{what} {me.Called.Count}");
            if (draws.Chance(0.1)) await me.SayAsync("{\"jsonrpc\": \u001b[31moops");
            if (!isHonest && draws.Chance(0.1)) await me.SayChangedAsync();
            if (!isHonest && draws.Chance(0.03)) throw new InvalidDataException("it crashes");
            if (draws.Chance(0.1)) return ScriptedServer.Text("not found", isError: true);
            if (draws.Chance(0.05)) return """{"content":7}""";
            if (tool is "pay" or "put") done.Add(what);
            return ScriptedServer.Text($"{what} after {done.Count}");
        };
    }
}
