using System.Collections.Concurrent;
using Forerun.AI.Metering;
using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Running;
using Forerun.Storage.Learning;

namespace Forerun.AI.Tests.Speculating;

/// <summary>What agents learn can be kept, and goes to nobody else.</summary>
public class LearnedTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LearnedOf_WhatWasKept_IsBetOnInTheFirstConversation(bool isKept)
    {
        var first = new Learned();
        await TalkAsync(20, _ => first, null);
        var kept = isKept ? first.Copy() : new Learned();

        var rows = await TalkAsync(1, _ => kept, null);

        Assert.Equal(isKept, rows.OfType<BetRow>().Any(b => b.Outcome == Outcome.Hit));
    }

    [Fact]
    public async Task LearnedOf_AFileOverARestart_IsBetOnInTheFirstConversation_ByTheSameTenantAlone()
    {
        var folder = Directory.CreateTempSubdirectory("forerun-").FullName;
        try
        {
            var before = LearnedStore.Open(Path.Combine(folder, "learned.db"));
            await TalkAsync(20, before.Of, "a");
            Assert.True(before.TrySave(), before.Fault);

            var after = LearnedStore.Open(Path.Combine(folder, "learned.db"));
            Assert.Contains(await TalkAsync(1, after.Of, "a"), IsReadAhead);
            Assert.DoesNotContain(await TalkAsync(1, after.Of, "b"), IsReadAhead); // rates are shared, so its calls begin early; values are not
            Assert.Null(after.Fault);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Of the first reply: what the second calls is learned from the first already.</summary>
    private static bool IsReadAhead(LedgerRow row) =>
        row is DecisionRow { Slots: ["2/1"], Decision.Verdict: Verdict.Speculate } decided && decided.Guesses.Any(g => g.StartsWith("patterns:", StringComparison.Ordinal));

    [Fact]
    public async Task LearnedOf_IsAskedForEachTenant_AndOneTenantsPatternsAreNotTheOthers()
    {
        var kept = new ConcurrentDictionary<string, Learned>();
        Learned Of(string? tenant) => kept.GetOrAdd(tenant ?? "nobody", _ => new Learned());
        await TalkAsync(20, Of, "a");

        Assert.Contains(await TalkAsync(1, Of, "a"), r => r is BetRow { Outcome: Outcome.Hit });
        Assert.DoesNotContain(await TalkAsync(1, Of, "b"), r => r is BetRow { Outcome: Outcome.Hit });
    }

    private static async Task<IReadOnlyList<LedgerRow>> TalkAsync(int times, Func<string?, Learned> learnedOf, string? tenant)
    {
        var ledger = new MemoryLedger();
        await using var agent = Stage.CallsOnce(("look", "k1")).Agent(o => (o.Ledger, o.LearnedOf) = (ledger, learnedOf));
        for (var i = 0; i < times; i++)
        {
            var options = Stage.With(Stage.Read("look", (key, _) => Task.FromResult(key)));
            if (tenant is not null) options.AdditionalProperties = new() { [UsageTags.TenantKey] = tenant };
            await agent.GetResponseAsync(Stage.Ask("look up k1"), options).WaitAsync(TimeSpan.FromMinutes(1));
            await agent.DropAsync();
        }

        return ledger.Rows;
    }
}
