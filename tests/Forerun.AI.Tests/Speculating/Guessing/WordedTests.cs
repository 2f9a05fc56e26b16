using System.Runtime.CompilerServices;
using Forerun.AI.Tools;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Storage.Learning;
using Forerun.Testing;
using Forerun.Tests;
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

    [Fact]
    public async Task Words_ThatWereKeptInAFile_SwitchTheBetAfterARestart()
    {
        var folder = Directory.CreateTempSubdirectory("forerun-").FullName;
        try
        {
            var before = LearnedStore.Open(Path.Combine(folder, "learned.db"));
            await TalkAsync(before.Of);
            Assert.True(before.TrySave(), before.Fault);
            var after = LearnedStore.Open(Path.Combine(folder, "learned.db"));
            var talk = Assert.Single(await TalkAsync(after.Of, ["prices"]));
            Assert.Equal(AttemptEnd.Cancelled, talk.Early("stock")?.End);
            Assert.True(talk.Early("prices")?.StartedAt < BeforeTheCall);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Talks until it is learned what follows what, and 20 more: those are given.</summary>
    private Task<List<Row>> TalkAsync(Func<string?, Learned>? learnedOf = null)
    {
        var draws = Draws.Of(1, "words");
        return TalkAsync(learnedOf, [.. Enumerable.Range(0, 60).Select(_ => draws.Chance(0.7) ? "stock" : "prices")]);
    }

    private async Task<List<Row>> TalkAsync(Func<string?, Learned>? learnedOf, string[] calls)
    {
        var (called, rows) = ("", new List<Row>());
        await using var agent = new StagedModel((told, c) => ReplyAsync(told, called, tool => tool == "stock" ? "Let me check the stock." : "I compare the prices.", c)).Agent(o =>
            (o.Time, o.Ledger, o.LearnedOf, o.Settings) = (time, ledger, learnedOf, new Settings { Dial = 1, Prices = SimulatedPrices.Book, CancelRule = CancelRule.Streamed }));
        AITool[] tools = [Read("stock"), Read("prices")];
        for (var i = 0; i < calls.Length; i++)
        {
            (called, var before) = (calls[i], ledger.Rows.Count);
            await time.PassAsync(
                Task.Run(async () =>
                {
                    await agent.GetResponseAsync(Stage.Ask("how many, and for how much?"), Stage.With(tools));
                    await agent.DropAsync();
                }),
                TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(1));
            if (i >= calls.Length - 20) rows.Add(new Row(called, [.. ledger.Rows.Skip(before)]));
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

    private sealed record Row(string Called, IReadOnlyList<LedgerRow> Rows)
    {
        public AttemptRow? Early(string tool) => Rows.OfType<AttemptRow>().FirstOrDefault(a => a.Operation == tool && a.Standing == Standing.Bet);

        public bool Hit(AttemptRow attempt) => Rows.OfType<BetRow>().Any(b => b.Attempt == attempt.Attempt && b.Outcome == Outcome.Hit);
    }
}
