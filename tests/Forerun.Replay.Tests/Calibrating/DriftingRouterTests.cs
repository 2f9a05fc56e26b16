using Forerun.Calibrating;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Replay.Generating;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Calibrating;

/// <summary>
/// Generated routers with two routes, whole runs with our own predictors: the likely route is right 0.8 of the time, from a known run on 0.2. The kill-switch is not
/// told. The same with scripted guesses, over 1,000 seeds, is in the core's KillSwitchTests.
/// </summary>
public class DriftingRouterTests
{
    private const int Seeds = 100;
    private const int Drifts = 201;

    [Fact]
    public void Router_ThatDrifts_IsKilledWithinTheDerivedNumberIn95PercentOfSeeds_AndHardlyEverBefore()
    {
        var (inTime, before) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            if (Tripped(Runs(300, seed, Drifts), new Gates()) is not { } move) continue;
            var at = int.Parse(move.Tags.Run["router-".Length..]);
            if (at < Drifts) before++;
            else if (at - Drifts + 1 <= DriftTest.FoundWithin((double)move.Numbers.Reference!, 0.2)) inTime++;
        }

        Assert.InRange(inTime, 95, Seeds);
        Assert.InRange(before, 0, 1);
    }

    [Fact]
    public void Router_ThatDoesNotDrift_IsNotKilledIn10000Decisions()
    {
        for (var seed = 0; seed < 5; seed++) Assert.Null(Tripped(Runs(2_000, seed, null), new Gates()));
    }

    [Theory]
    [InlineData(Entry.Gated)]
    [InlineData(Entry.AtOnce)]
    public void Router_ThatDrifts_LosesNoMoreThanItsWasteBudget_HoweverItsEdgeCameToBeBetOn(Entry entry)
    {
        var gates = new Gates
        {
            Entry = entry, OfflineDecisions = 20, ShadowDecisions = 30, CanaryBets = 5, Shares = [0.5m], WasteBudget = new Usd(0.03m),
        };
        var wasted = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var ledger = new MemoryLedger();
            Curriculum.All(Runs(400, seed, 301), new ReplayOptions { Gates = gates }, "cost-aware", ledger, () => { }, TestContext.Current.CancellationToken);
            var bound = entry == Entry.AtOnce ? ledger.Rows : ledger.Rows.SkipWhile(r => r is not MoveRow { To.Stage: Stage.Online });
            var worst = Deepest(bound);
            Assert.True(worst <= gates.WasteBudget.Amount, $"seed {seed}: it was down {worst}.");
            if (bound.OfType<MoveRow>().Any(m => m.Why == MoveReason.Waste)) wasted++;
        }

        Assert.InRange(wasted, 5, 20); // six misses in a row, less what hits between them have won, before the drift test is sure
    }

    /// <summary>How far the bets on the draft were down at worst since they were at their best, from what was paid for them and what they had won.</summary>
    private static decimal Deepest(IEnumerable<LedgerRow> rows)
    {
        var (now, best, worst) = (0m, 0m, 0m);
        var paid = new Dictionary<(string, int), decimal>();
        var ended = new List<BetRow>();
        foreach (var row in rows.TakeWhile(r => r is not MoveRow { To.Stage: Stage.Shadow }))
        {
            if (row is AttemptRow { Standing: Standing.Bet, Operation: "draft" } attempt) paid[(attempt.Tags.Run, attempt.Attempt)] = attempt.Cost!.Value.Amount;
            if (row is BetRow bet) ended.Add(bet);
            if (row is not RunRow) continue;
            foreach (var (outcome, usd, saved) in ended.Where(b => paid.ContainsKey((b.Tags.Run, b.Attempt))).Select(b => (b.Outcome, paid[(b.Tags.Run, b.Attempt)], b.Saved)))
            {
                now += outcome == Outcome.Hit ? 0.01m * Replayer.Seconds(saved) : -usd;
                best = Math.Max(best, now);
                worst = Math.Max(worst, best - now);
            }

            ended.Clear();
        }

        return worst;
    }

    private static MoveRow? Tripped(Trace trace, Gates gates)
    {
        var ledger = new MemoryLedger();
        Curriculum.All(trace, new ReplayOptions { Gates = gates }, "cost-aware", ledger, () => { }, TestContext.Current.CancellationToken);
        return ledger.Rows.OfType<MoveRow>().FirstOrDefault(m => m is { Upstream: "classify", Downstream: "draft", To.Stage: Stage.Shadow });
    }

    private static Trace Runs(int runs, int seed, int? drift) => new()
    {
        Name = $"seed-{seed}", Runs = [.. RouterGenerator.Generate(new RouterOptions { Runs = runs, Ways = 2, Skew = 2, DriftAtRun = drift }, seed)],
    };
}
