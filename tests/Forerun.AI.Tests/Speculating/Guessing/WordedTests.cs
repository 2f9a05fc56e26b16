using System.Runtime.CompilerServices;
using Forerun.AI.Tools;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating.Guessing;

/// <summary>
/// While a reply streams its words say which tool it will call, and its bets follow them. A reply says nothing for a second, then its words, and two
/// seconds later it calls one of two reads of 6 s, the first of them seven times in ten. A read that hides those three seconds is worth what it costs, so P* is 0.5.
/// </summary>
public class WordedTests
{
    private readonly ManualTime time = new();
    private readonly MemoryLedger ledger = new();

    private static readonly TimeSpan BeforeTheCall = TimeSpan.FromSeconds(2.5);

    [Fact]
    public async Task Words_ThatSpeakForAnotherCall_SwitchTheBet()
    {
        var switched = (await TalkAsync()).Where(t => t.Called == "prices" && t.Early("stock") is not null).ToList();
        Assert.NotEmpty(switched);
        Assert.Contains(switched, t => t.Early("stock") is { End: AttemptEnd.Cancelled, Fraction: > 0 and < 1 } dropped
            && t.Early("prices") is { End: AttemptEnd.Finished } better && better.StartedAt > dropped.StartedAt && better.StartedAt < BeforeTheCall && t.Hit(better));
        Assert.All(switched, t => Assert.Equal(new Usd(0.03m), t.Early("stock")!.Cost)); // what a tool asks for is paid when it begins
    }

    [Fact]
    public async Task Words_ThatSpeakForTheCall_HoldTheBet()
    {
        var held = (await TalkAsync()).Where(t => t.Called == "stock" && t.Early("stock") is { } row && row.StartedAt < BeforeTheCall).ToList();
        Assert.NotEmpty(held);
        Assert.All(held, t => Assert.Equal(AttemptEnd.Finished, t.Early("stock")!.End));
    }

    /// <summary>Talks until it is learned what follows what, and 20 more: those are given.</summary>
    private async Task<List<Row>> TalkAsync()
    {
        var (called, rows) = ("", new List<Row>());
        await using var agent = new StagedModel((told, c) => ReplyAsync(told, called, tool => tool == "stock" ? "Let me check the stock." : "I compare the prices.", c)).Agent(o =>
            (o.Time, o.Ledger, o.Settings) = (time, ledger, new Settings { Dial = 1, Prices = SimulatedPrices.Book, CancelRule = CancelRule.Streamed }));
        AITool[] tools = [Read("stock"), Read("prices")];
        var draws = Draws.Of(1, "words");
        for (var i = 0; i < 60; i++)
        {
            (called, var before) = (draws.Chance(0.7) ? "stock" : "prices", ledger.Rows.Count);
            await PassAsync(async () =>
            {
                await agent.GetResponseAsync(Stage.Ask("how many, and for how much?"), Stage.With(tools));
                await agent.DropAsync();
            });
            if (i >= 40) rows.Add(new Row(called, [.. ledger.Rows.Skip(before)]));
        }

        return rows;
    }

    private AIFunction Read(string name) => Tool.With(
        Stage.Plain(name, async (key, c) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(6), time, c);
            return key;
        }),
        ToolEffect.Reads() with { Price = new Usd(0.03m) });

    private async IAsyncEnumerable<AIContent> ReplyAsync(
        IReadOnlyList<ChatMessage> told, string called, Func<string, string> words, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        if (told[^1].Role == ChatRole.Tool)
        {
            yield return new TextContent("done");
            yield break;
        }

        yield return new TextContent(words(called));
        await Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);
        yield return Stage.Call(called, "k1");
    }

#pragma warning disable RS0030 // only to give the machine its time: a thread that it has put aside is not waited for, and a tick takes a millisecond at least
    private static readonly TimeProvider Wall = TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>On the pool, where the agent's work is queued; time passes when nothing of that is left to do.</summary>
    private Task PassAsync(Func<Task> act) => Task.Run(async () =>
    {
        var acting = Task.Run(act);
        while (!acting.IsCompleted)
        {
            var from = Wall.GetTimestamp();
            for (var i = 0; (i < 400 || Wall.GetElapsedTime(from) < TimeSpan.FromMilliseconds(1)) && !acting.IsCompleted; i++) await Task.Yield();
            if (time.Waiting > 0) time.Advance(TimeSpan.FromMilliseconds(100));
        }

        await acting;
    });

    private sealed record Row(string Called, IReadOnlyList<LedgerRow> Rows)
    {
        public AttemptRow? Early(string tool) => Rows.OfType<AttemptRow>().FirstOrDefault(a => a.Operation == tool && a.Standing == Standing.Bet);

        public bool Hit(AttemptRow attempt) => Rows.OfType<BetRow>().Any(b => b.Attempt == attempt.Attempt && b.Outcome == Outcome.Hit);
    }
}
