using Forerun.Deciding;
using Forerun.Defining;
using Forerun.Ledgers;

namespace Forerun.Tests.Defining;

/// <summary>The documentation's workflow, second by second.</summary>
public class AutoReplyTests
{
    private readonly Bank bank = new();
    private readonly AutoReply autoReply;
    private readonly Workflow<Email, Receipt> workflow;

    public AutoReplyTests() => (autoReply, workflow) = (new AutoReply(bank.Time), new AutoReply(bank.Time).Define());

    [Fact]
    public async Task RunAsync_GuessRight_BeginsTheDraftEarlyAndSendsOnce()
    {
        var own = autoReply.Define();
        await Teach(own);
        var running = bank.Engine.RunAsync(own, new Email("ann@example.org", "billing: twice"));
        await bank.After(3, 4, 0.5);  // classify, lookup, and on a guess of both the draft
        await bank.After(2, 5, 1.5);  // classify and draft
        await bank.After(1, 6, 1);    // the rest of the draft
        await bank.After(1, 8, 0.25); // the sending

        var run = await Bank.Soon(running);
        var report = await Bank.Soon(run.Settled);
        Assert.Equal("receipt-2", run.Value.Id);
        Assert.Equal(new Letter("ann@example.org", "Dear ANN@EXAMPLE.ORG, about billing."), autoReply.Sent.Last().Letter);
        Assert.Equal(2, autoReply.Sent.Count);
        Assert.Equal(2, autoReply.Sent.Select(s => s.Key).Distinct().Count());
        Assert.Equal((TimeSpan.FromSeconds(3.25), TimeSpan.FromSeconds(5.25), TimeSpan.FromSeconds(2)), (report.Answered, report.WithoutBets, report.Saved));
        var row = bank.Ledger.Rows.OfType<RunRow>().Last();
        Assert.Equal((report.Answered, report.WithoutBets), (row.Waited, row.WithoutBets));
        Assert.Equal((1, 0, 0), (report.Hits, report.Misses, report.Cancelled));
        Assert.Equal(0, report.LostOnBets.Amount);
        Assert.Contains("'draft' was begun on a guess of 'classify, lookup', 26.7 % sure where", report.ToString());
        Assert.Contains("right, 2.00 s ahead", report.ToString());
    }

    [Fact]
    public async Task RunAsync_GuessWrong_DropsTheDraftAndSendsTheRightOne()
    {
        var own = autoReply.Define();
        await Teach(own);
        var running = bank.Engine.RunAsync(own, new Email("ann@example.org", "delivery: late"));
        await bank.After(3, 4, 0.5);
        await bank.After(2, 5, 1.5);
        await bank.After(1, 7, 3); // the draft that was dropped has ended, the real one has begun
        await bank.After(1, 9, 0.25);

        var run = await Bank.Soon(running);
        var report = await Bank.Soon(run.Settled);
        Assert.Equal("Dear ANN@EXAMPLE.ORG, about delivery.", autoReply.Sent.Last().Letter.Text);
        Assert.Equal(["draft billing", "draft delivery"], autoReply.Log.Where(l => l.StartsWith("draft", StringComparison.Ordinal)).TakeLast(2));
        Assert.Equal(2, autoReply.Sent.Count);
        Assert.Equal((TimeSpan.FromSeconds(5.25), TimeSpan.Zero), (report.Answered, report.Saved));
        Assert.Equal((0, 1, 0), (report.Hits, report.Misses, report.Cancelled));
        Assert.Equal(((500 * 2.5m) + (200 * 10m)) / 1_000_000, report.LostOnBets.Amount); // as many tokens as such drafts take
        Assert.Equal(report.Cost, bank.Ledger.Rows.OfType<RunRow>().Last().Cost);
        Assert.Contains("wrong, $0.0033 lost", report.ToString());
    }

    [Fact]
    public async Task RunAsync_FirstOfAll_BetsOnNothing()
    {
        var (value, report) = await bank.Finish(workflow, new Email("ann@example.org", "billing: once"));
        Assert.Equal("receipt-1", value.Id);
        Assert.Empty(report.Bets);
        Assert.True(report.IsSettled);
        Assert.Equal(RunEnd.Answered, report.End);
        Assert.DoesNotContain(bank.Ledger.Rows.OfType<DecisionRow>(), r => r.Decision.Verdict == Verdict.Speculate);
    }

    private async Task Teach(Workflow<Email, Receipt> own)
    {
        var first = bank.Engine.RunAsync(own, new Email("ann@example.org", "billing: once"));
        await bank.After(2, 0, 0.5);
        await bank.After(1, 1, 1.5);
        await bank.After(1, 2, 3);
        await bank.After(1, 4, 0.25);
        await using var run = await Bank.Soon(first);
    }
}
