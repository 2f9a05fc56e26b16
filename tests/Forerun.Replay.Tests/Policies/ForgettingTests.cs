using Forerun.Ledgers;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Policies;

/// <summary>What follows from forgetting and from deciding on a quantile, in dollars and bets.</summary>
public class ForgettingTests
{
    /// <summary>A guess that is right 0.8 of the time pays, one that is right 0.2 of the time does not.</summary>
    private static readonly Trace Drift = Letters(Enumerable.Range(0, 200).Select(i => i < 100 ? i % 5 != 3 : i % 5 == 3));

    [Fact]
    public void Replay_OfADriftingEdge_LosesLessTheMoreIsForgotten()
    {
        var lost = ((double[])[1, 0.98, 0.9]).Select(forget => MissesAfter(100, new ReplayOptions { Forget = forget })).ToList();
        Assert.Equal(lost.OrderDescending(), lost);
        Assert.InRange(lost[^1], 1, lost[0] / 3);
    }

    [Fact]
    public void Replay_OnAQuantile_BeginsLater_AndIsTheSameOnceMuchIsKnown()
    {
        var steady = Letters(Enumerable.Range(0, 400).Select(i => i % 5 != 3));
        var (mean, careful) = (BetsOf(steady, new ReplayOptions()), BetsOf(steady, new ReplayOptions { Quantile = 0.01m }));
        Assert.True(First(mean) + 2 < First(careful), $"{First(mean)} and {First(careful)}");
        Assert.Equal(mean.Where(r => r > 350), careful.Where(r => r > 350));
        Assert.Contains(careful, r => r > 350);

        static int First(IReadOnlyList<int> runs) => runs[0];
    }

    [Fact]
    public void Decisions_SayTheirQuantileAndForgetting_AndFollowFromTheirRows()
    {
        var ledger = new MemoryLedger();
        Replayer.Run(Drift, new ReplayOptions { Forget = 0.9, Quantile = 0.2m, Ledger = ledger }, TestContext.Current.CancellationToken);
        var decisions = ledger.Rows.OfType<DecisionRow>().ToList();
        Assert.Contains(decisions, d => d.Decision.Verdict == Deciding.Verdict.Speculate);
        Assert.All(decisions, d => Assert.Equal((0.2m, 0.9m, d.Decision.Verdict), (d.Decision.Quantile, d.Decision.Forget, d.Decision.Recompute())));
    }

    private static int MissesAfter(int run, ReplayOptions options)
    {
        var ledger = new MemoryLedger();
        Replayer.Run(Drift, options with { Ledger = ledger }, TestContext.Current.CancellationToken);
        return ledger.Rows.OfType<BetRow>().Count(b => b.Outcome == Outcome.Miss && Number(b) > run);
    }

    private static List<int> BetsOf(Trace trace, ReplayOptions options)
    {
        var ledger = new MemoryLedger();
        Replayer.Run(trace, options with { Ledger = ledger }, TestContext.Current.CancellationToken);
        return [.. ledger.Rows.OfType<BetRow>().Select(Number)];
    }

    private static int Number(BetRow row) => int.Parse(row.Tags.Run.Split('-')[^1]);

    /// <summary>A letter is sorted, mostly as the one before, and answered: for about as many dollars as its seconds are worth.</summary>
    private static Trace Letters(IEnumerable<bool> asUsual) => new()
    {
        Name = "letters",
        Runs = [.. asUsual.Select((usual, i) => StepMaker.Run(
            "letters", i + 1,
            [
                StepMaker.Model("sort", new ModelCost("gpt-4o-mini", 2, 100, 10), 1, StepMaker.Text(usual ? "bill" : $"other {i}"), []),
                StepMaker.Model("answer", new ModelCost("gpt-4o", 2, 100, 1990), 1, StepMaker.Text("…"), [new TraceDependency("sort", "lookup")]),
            ]))],
    };
}
