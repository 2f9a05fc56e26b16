using System.Runtime.CompilerServices;
using Forerun.Ledgers;
using Forerun.Pricing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>What begins early: calls that are complete in a stream, reads side by side, reads that a pattern says come next.</summary>
public class EarlyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Stream_CallThatIsComplete_BeginsWhileTheReplyGoesOn()
    {
        var began = new TaskCompletionSource();
        var turn = 0;
        var model = new StagedModel((told, _) => told[^1].Role == ChatRole.Tool ? Stage.Say(new TextContent("done")) : Reply(turn == 3 ? began.Task : Task.CompletedTask));
        var look = Stage.Read("look", async (key, _) =>
        {
            if (turn == 3 && key == "one") began.TrySetResult();
            await Task.Yield();
            return key;
        });
        await using var agent = model.Agent();
        for (turn = 1; turn <= 3; turn++) await agent.GetResponseAsync(Stage.Ask($"turn {turn}"), Stage.With(look)).WaitAsync(Patience);

        async IAsyncEnumerable<AIContent> Reply(Task goOn)
        {
            yield return Stage.Call("look", "one");
            await goOn;
            if (turn == 3) yield return Stage.Call("look", "two"); // or it would be guessed before the first: a wrong guess is all that a first reply may lose
        }
    }

    [Fact]
    public async Task Stream_UndeclaredCallThatIsComplete_BeginsWhenTheReplyIsWhole()
    {
        var isWhole = false;
        var early = 0;
        var model = new StagedModel((told, c) => told[^1].Role == ChatRole.Tool ? Stage.Say(new TextContent("done")) : Reply(c));
        var pay = Stage.Plain("pay", (key, _) =>
        {
            if (!Volatile.Read(ref isWhole)) Interlocked.Increment(ref early);
            return Task.FromResult(key);
        });
        await using var agent = model.Agent();
        for (var turn = 0; turn < 5; turn++)
        {
            Volatile.Write(ref isWhole, false);
            await agent.GetResponseAsync(Stage.Ask("go"), Stage.With(pay)).WaitAsync(Patience);
        }

        Assert.Equal(0, early);

        async IAsyncEnumerable<AIContent> Reply([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return Stage.Call("pay", "one");
            for (var i = 0; i < 50; i++) await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return Stage.Call("pay", "two");
            Volatile.Write(ref isWhole, true);
        }
    }

    [Fact]
    public async Task Reads_OfOneReply_AreSideBySideAndAWriteWaitsForThem()
    {
        var (one, two) = (new TaskCompletionSource(), new TaskCompletionSource());
        var reads = 0;
        var atWrite = -1;
        var look = Stage.Read("look", async (key, _) =>
        {
            (key == "one" ? one : two).SetResult();
            await (key == "one" ? two : one).Task; // each waits for the other to have begun
            Interlocked.Increment(ref reads);
            return key;
        });
        var pay = Stage.Plain("pay", (key, _) =>
        {
            atWrite = reads;
            return Task.FromResult(key);
        });
        await using var agent = Stage.CallsOnce(("look", "one"), ("look", "two"), ("pay", "x")).Agent();
        await agent.GetResponseAsync(Stage.Ask("go"), Stage.With(look, pay)).WaitAsync(Patience);
        Assert.Equal(2, atWrite);
    }

    [Fact]
    public async Task Prefetch_ReadThatFollowsByPattern_IsThereBeforeTheModelAsks()
    {
        var ledger = new MemoryLedger();
        await using var agent = Stage.CallsOnce(("look", "k1")).Agent(o => o.Ledger = ledger);
        var look = Stage.Read("look", (key, _) => Task.FromResult(key));
        for (var i = 0; i < 20; i++)
        {
            await agent.GetResponseAsync(Stage.Ask("look up k1"), Stage.With(look)).WaitAsync(Patience);
            await agent.DropAsync();
        }

        var hits = ledger.Rows.OfType<BetRow>().Where(b => b.Outcome == Outcome.Hit).Select(b => b.Attempt).ToHashSet();
        Assert.NotEmpty(hits);
        Assert.Contains(ledger.Rows.OfType<DecisionRow>(), d => d.Guesses.Any(g => g.StartsWith("patterns:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Prefetch_BetweenTwoTurns_BeginsWhileThePersonTypes()
    {
        var ledger = new MemoryLedger();
        await using var agent = Stage.CallsOnce(("look", "k1")).Agent(o => o.Ledger = ledger);
        var look = Stage.Read("look", (key, _) => Task.FromResult(key));
        var messages = new List<ChatMessage>();
        for (var i = 0; i < 12; i++)
        {
            messages.Add(new ChatMessage(ChatRole.User, "look up k1"));
            messages.AddRange((await agent.GetResponseAsync(messages, Stage.With(look)).WaitAsync(Patience)).Messages);
            for (var typing = 0; typing < 50; typing++) await Task.Yield();
        }

        var attempts = ledger.Rows.OfType<AttemptRow>().ToList();
        var waits = attempts.Where(a => a.Operation == "person").ToList();
        var begun = attempts.Where(a => a.Standing == Standing.Bet && waits.Exists(w => w.StartedAt <= a.StartedAt && a.StartedAt < w.At)).ToList();
        Assert.Contains(ledger.Rows.OfType<BetRow>(), b => b.Outcome == Outcome.Hit && begun.Exists(a => a.Attempt == b.Attempt));
    }

    [Fact]
    public Task Bets_OverManyTalks_AreWonAndLost() => Check(isDrafted: false);

    [Fact]
    public Task Drafts_OverManyTalks_LaunchTheTargetAndAreAdopted() => Check(isDrafted: true);

    [Fact]
    public async Task Drafts_OfAReplyToWhatIsNotSaidYet_AreNotThoughtOf()
    {
        var ledger = new MemoryLedger();
        await using var agent = Charged().Agent(o => (o.Ledger, o.Drafter) = (ledger, Charged()));
        var look = Stage.Read("look", (key, _) => Task.FromResult(key));
        var messages = new List<ChatMessage>();
        for (var i = 0; i < 6; i++)
        {
            messages.Add(new ChatMessage(ChatRole.User, "look up k1"));
            messages.AddRange((await agent.GetResponseAsync(messages, Stage.With(look)).WaitAsync(Patience)).Messages);
            for (var typing = 0; typing < 50; typing++) await Task.Yield();
        }

        var people = ledger.Rows.OfType<AttemptRow>().Where(a => a.Operation == "person").Select(a => a.Slot).ToHashSet();
        var drafts = ledger.Rows.OfType<DecisionRow>().Where(d => d.Slots.Any(s => s.StartsWith("draft ", StringComparison.Ordinal))).ToList();
        Assert.True(people.Count > 3 && drafts.Count > 0, $"{people.Count} people spoke, {drafts.Count} drafts were thought of.");
        Assert.DoesNotContain(drafts, d => people.Contains(d.Edge.Split(" -> ")[0]));

        static StagedModel Charged() => new((told, _) => Stage.Say(
            told[^1].Role == ChatRole.Tool ? new TextContent("done") : Stage.Call("look", "k1"), new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 10 })));
    }

    [Fact]
    public async Task Drafts_OfBareCalls_AreDroppedAtTheFirstWordOfTheReply_AndChargedForWhatHadCome()
    {
        TaskCompletionSource launched = new(), dropped = new();
        var ledger = new MemoryLedger();
        await using var agent = new StagedModel(Reply).Agent(o => (o.Ledger, o.Drafter, o.Settings) = (
            ledger, new StagedModel((_, _) => Said(Stage.Call("look", "k1"))), o.Settings with { CancelRule = CancelRule.Streamed, ValueOfTime = new(10) }));
        var look = Stage.Read("look", (key, _) => Task.FromResult(key));
        var before = 0;
        for (var i = 0; i < 40 && !launched.Task.IsCompleted; i++)
        {
            before = ledger.Rows.Count;
            await agent.GetResponseAsync(Stage.Ask(i % 4 == 3 ? "slow" : "quick"), Stage.With(look)).WaitAsync(Patience);
            await agent.DropAsync();
        }

        Assert.True(launched.Task.IsCompleted, "Nothing was launched on a draft.");
        var rows = ledger.Rows.Skip(before).ToList();
        var bets = rows.OfType<AttemptRow>().Where(a => a is { Operation: "decide", Standing: Standing.Bet, End: AttemptEnd.Cancelled }).ToList();
        Assert.NotEmpty(bets);
        Assert.All(bets, bet => Assert.InRange(bet.Fraction, 0, 0.99m));
        Assert.Contains(rows.OfType<BetRow>(), b => b.Outcome != Outcome.Hit && bets.Exists(a => a.Attempt == b.Attempt));

        IAsyncEnumerable<AIContent> Reply(IReadOnlyList<ChatMessage> told, CancellationToken cancellationToken)
        {
            var isSlow = told.Any(m => m.Role == ChatRole.User && m.Text == "slow");
            if (told[^1].Role != ChatRole.Tool) return isSlow ? WordsFirst() : Said(Stage.Call("look", "k1"));
            return isSlow && told[^2].Text.Length == 0 ? Launched(cancellationToken) : Said(new TextContent("done"));
        }

        async IAsyncEnumerable<AIContent> WordsFirst()
        {
            for (var wait = 0; wait < 5000 && !launched.Task.IsCompleted; wait++) await Task.Yield();
            yield return new TextContent("Let me see.");
            if (launched.Task.IsCompleted) await dropped.Task; // nothing but the word has come
            await foreach (var content in Said(Stage.Call("look", "k1"))) yield return content;
        }

        async IAsyncEnumerable<AIContent> Launched([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await using var registration = cancellationToken.Register(() => dropped.TrySetResult());
            launched.TrySetResult();
            await Stage.Forever(cancellationToken);
            yield break;
        }

        static IAsyncEnumerable<AIContent> Said(AIContent content) =>
            Stage.Say(content, new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 10 }));
    }

    private static async Task Check(bool isDrafted)
    {
        var (won, lost, launched) = (0, 0, 0);
        for (var seed = 1; seed <= 60; seed++)
        {
            var talk = new Talk(seed) { IsDrafted = isDrafted };
            await talk.OursAsync(3);
            var hits = talk.Ledger.Rows.OfType<BetRow>().Count(b => b.Outcome == Outcome.Hit);
            won += hits;
            lost += talk.Ledger.Rows.OfType<BetRow>().Count(b => b.Outcome == Outcome.Miss);
            launched += talk.Ledger.Rows.OfType<AttemptRow>().Count(a => a.Standing == Standing.Bet && a.Operation == "decide" && a.End == AttemptEnd.Finished);
        }

        Assert.True(won > 20 && lost > 5, $"{won} won, {lost} lost: a law held against talks in which nothing happens proves nothing.");
        if (isDrafted) Assert.True(launched > 0, "No target was launched on a draft.");
    }
}
