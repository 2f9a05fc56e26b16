using Forerun.Deciding;
using Forerun.Learning;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Workflows;

namespace Forerun.Tests.Running;

/// <summary>One edge, up (10 s) to down (8 s): bets on a growing value, weighed again with every chunk. P* at the start is 0.579.</summary>
public class StreamingTests
{
    private static readonly Operation Up = Lab.Model("up"), Down = Lab.Model("down");

    [Fact]
    public void Chunk_ProbabilityRises_StartsTheBetInTheMiddleOfTheStream()
    {
        var lab = Guessing(text => ("yes", text == "" ? 0.2 : 0.9));
        var result = Run(lab, (3, "y"));
        Assert.Equal(TimeSpan.FromSeconds(11), result.AnsweredAt);
        Assert.Equal((1, 0, 0), (result.Hits, result.Misses, result.Cancelled));
        Assert.Equal(0.22m, result.Cost.Amount);
        Assert.Equal(TimeSpan.FromSeconds(3), lab.Attempts.Single(a => a.Slot == "down").StartedAt);
    }

    [Fact]
    public void Chunk_ProbabilityRisesAgainAndAgain_TeachesTheBeliefOneHit()
    {
        var p = 0.6;
        var lab = Guessing(_ => ("yes", p += 0.01));
        var result = Run(lab, (1, "a"), (2, "b"), (3, "c"), (4, "d"));
        Assert.Equal(1, result.Hits);
        Assert.Equal(1, result.Brier.Count);
        Assert.Equal((1, 0), Counts(lab));
    }

    [Fact]
    public void Hit_StartedAtOnce_BooksTheSecondsSaved()
    {
        var lab = Guessing(_ => ("yes", 0.9));
        Assert.Equal(TimeSpan.FromSeconds(10), Run(lab).AnsweredAt);
        var bet = Assert.Single(lab.Ledger.Rows.OfType<BetRow>());
        Assert.Equal((Outcome.Hit, TimeSpan.FromSeconds(8)), (bet.Outcome, bet.Saved));
    }

    [Fact]
    public void Chunk_ProbabilityFallsBelowHalfOfBreakEven_DropsAtOnce()
    {
        var lab = Guessing(text => ("yes", text == "" ? 0.9 : 0.2));
        var result = Run(lab, (2, "n"));
        Assert.Equal(0.22m + 0.01m + 0.025m, result.Cost.Amount);
        Assert.Equal(TimeSpan.FromSeconds(18), result.AnsweredAt);
        Assert.Equal((0, 0, 1), (result.Hits, result.Misses, result.Cancelled));
    }

    [Fact]
    public void Chunk_OneDip_IsForgiven()
    {
        var lab = Guessing(text => ("yes", text == "dip" ? 0.4 : 0.9));
        var result = Run(lab, (1, "dip"), (1.5, "up"), (2, "dip"), (2.5, "up"));
        Assert.Equal(1, result.Hits);
        Assert.Equal(0.22m, result.Cost.Amount);
    }

    [Fact]
    public void Chunk_TwoDipsInARow_DropsTheBet()
    {
        var lab = Guessing(text => ("yes", text.StartsWith("dip", StringComparison.Ordinal) ? 0.4 : 0.9));
        var result = Run(lab, (2, "dip"), (3, "dip dip"));
        Assert.Equal((0, 0, 1), (result.Hits, result.Misses, result.Cancelled));
        Assert.Equal(0.22m + 0.01m + 0.0375m, result.Cost.Amount);
    }

    [Fact]
    public void Chunk_AnotherGuessIsBetter_SwitchesToIt()
    {
        var lab = Guessing(text => text == "" ? ("no", 0.9) : ("yes", 0.95));
        lab.Learned.Winnings.Of("g").Leave(new Usd(1), bestReturn: 0);
        var result = Run(lab, (3, "y"));
        Assert.Equal(TimeSpan.FromSeconds(11), result.AnsweredAt);
        Assert.Equal((1, 0, 1), (result.Hits, result.Misses, result.Cancelled));
        Assert.Equal(0.22m + 0.01m + 0.0375m, result.Cost.Amount);
        Assert.Equal((1, 1), Counts(lab));
    }

    [Fact]
    public void Chunk_AnotherGuessIsBetterButNothingIsWonYet_OneMissIsAllThatTheAllowanceHas()
    {
        var lab = Guessing(text => text == "" ? ("no", 0.9) : ("yes", 0.95));
        var result = Run(lab, (3, "y"));
        Assert.Equal((0, 0, 1), (result.Hits, result.Misses, result.Cancelled));
        Assert.Contains(lab.Decisions, d => d.Decision is { Verdict: Verdict.Wait, WithinAllowance: false, Reason: Reason.Allowance });
    }

    [Theory]
    [InlineData(CancelRule.Streamed, "0.035")]
    [InlineData(CancelRule.Full, "0.11")]
    [InlineData(CancelRule.None, "0")]
    public void Drop_AfterAQuarterOfTheOutput_WastesByTheCancelRule(CancelRule rule, string waste)
    {
        var lab = Guessing(_ => ("yes", 0.9));
        lab.Settings = lab.Settings with { CancelRule = rule };
        var result = Run(lab, run => run.PostAt(TimeSpan.FromSeconds(2), EventKind.Turned, lab.Settings with { Enabled = false }));
        Assert.Equal(0.22m + decimal.Parse(waste), result.Cost.Amount);
        Assert.Equal(decimal.Parse(waste), lab.Attempts.Single(a => a.End == AttemptEnd.Cancelled).Cost!.Value.Amount);
    }

    // Cancelling saves nothing then, so there is nothing left to lose.
    [Fact]
    public void Chunk_BilledInFullWhateverHappens_IsHeldUntilRefuted()
    {
        var lab = Guessing(text => ("no", text == "" ? 0.9 : 0.01));
        lab.Settings = lab.Settings with { CancelRule = CancelRule.Full };
        var result = Run(lab, (2, "y"), (3, "ye"));
        Assert.Equal((0, 1, 0), (result.Hits, result.Misses, result.Cancelled));
        Assert.Equal(0.33m, result.Cost.Amount);
    }

    [Fact]
    public void Plan_SaysWait_RuntimeSpeculatesSinceTheProbabilityIsHigher()
    {
        var lab = Guessing(_ => ("yes", 0.9));
        Run(lab);
        Assert.Equal(Verdict.Wait, lab.Decisions.Single(d => d.Decision.Phase == Phase.Plan).Decision.Verdict);
        var row = lab.Decisions.Single(d => d.Decision.Phase == Phase.Runtime).Decision;
        Assert.Equal((Verdict.Speculate, Verdict.Wait, Reason.PosteriorMoved), (row.Verdict, row.Planned!.Value, row.Reason));
    }

    [Fact]
    public void Plan_SaysSpeculate_RuntimeWaitsSinceTheProbabilityIsLower()
    {
        var lab = Guessing(_ => ("yes", 0.3));
        Run(lab, null, "passthrough");
        Assert.Equal(Verdict.Speculate, lab.Decisions.Single(d => d.Decision.Phase == Phase.Plan).Decision.Verdict);
        var row = lab.Decisions.Single(d => d.Decision.Phase == Phase.Runtime).Decision;
        Assert.Equal((Verdict.Wait, Verdict.Speculate, Reason.PosteriorMoved), (row.Verdict, row.Planned!.Value, row.Reason));
    }

    [Fact]
    public void Turned_DialToLatency_StartsWhatWaited()
    {
        var lab = Guessing(_ => ("yes", 0.95));
        lab.Settings = lab.Settings with { Dial = 0 };
        Run(lab, run => run.PostAt(TimeSpan.FromSeconds(2), EventKind.Turned, lab.Settings with { Dial = 1 }), "passthrough");
        var row = lab.Decisions[^1];
        Assert.Equal((TimeSpan.FromSeconds(2), Verdict.Speculate, Reason.DialTurned), (row.At, row.Decision.Verdict, row.Decision.Reason));
        Assert.Equal(TimeSpan.FromSeconds(2), lab.Attempts.Single(a => a.Slot == "down").StartedAt);
    }

    [Fact]
    public void Turned_DialToCost_DropsTheBetWhenItStaysBelow()
    {
        var lab = Guessing(_ => ("yes", 0.6));
        var cost = lab.Settings with { Dial = 0 };
        var result = Run(lab, run =>
        {
            run.PostAt(TimeSpan.FromSeconds(2), EventKind.Turned, cost);
            run.PostAt(TimeSpan.FromSeconds(4), EventKind.Turned, cost);
        }, "passthrough");
        var row = lab.Decisions[^1];
        Assert.Equal((TimeSpan.FromSeconds(4), Verdict.Wait, Reason.DialTurned), (row.At, row.Decision.Verdict, row.Decision.Reason));
        Assert.Equal(0.22m + 0.01m + 0.05m, result.Cost.Amount);
    }

    [Fact]
    public void Turned_KillSwitch_DropsAtOnceAndLeavesTheRealCallAlone()
    {
        var lab = Guessing(_ => ("yes", 0.9));
        var result = Run(lab, run => run.PostAt(TimeSpan.FromSeconds(2), EventKind.Turned, lab.Settings with { Enabled = false }));
        Assert.Equal(TimeSpan.FromSeconds(18), result.AnsweredAt);
        var row = lab.Decisions[^1];
        Assert.Equal((TimeSpan.FromSeconds(2), Verdict.Wait, Reason.KillSwitch), (row.At, row.Decision.Verdict, row.Decision.Reason));
        Assert.Equal(["up", "down", "down"], lab.World.Started);
    }

    [Fact]
    public void Turned_PriceBook_NextDecisionUsesItAndOldRowsKeepTheirs()
    {
        var lab = Guessing(_ => ("yes", 0.9));
        lab.Settings = lab.Settings with { Prices = Lab.Book("v1", 10_000) };
        var result = Run(lab, run => run.PostAt(TimeSpan.FromSeconds(2), EventKind.Turned, lab.Settings with { Prices = Lab.Book("v2", 100) }));
        Assert.All(lab.Decisions.Where(d => d.At == TimeSpan.Zero), d => Assert.Equal(("v1", Verdict.Wait), (d.Decision.PriceBook, d.Decision.Verdict)));
        var row = lab.Decisions[^1].Decision;
        Assert.Equal(("v2", Verdict.Speculate, Reason.PriceChanged), (row.PriceBook, row.Verdict, row.Reason));
        Assert.Equal(10m + 0.12m, result.Cost.Amount); // each call by the book in force when it started
    }

    [Fact]
    public void Decisions_AllRows_CanBeRecomputed()
    {
        var lab = Guessing(text => ("yes", text.Length % 2 == 0 ? 0.9 : 0.3));
        Run(lab, (1, "a"), (2, "ab"), (3, "abc"), (4, "abcde"), (5, "abcdef"));
        Assert.NotEmpty(lab.Decisions);
        Assert.All(lab.Decisions, d => Assert.Equal(d.Decision.Verdict, d.Decision.Recompute()));
    }

    [Fact]
    public void Stop_LoserGoesOnForAWhile_IsAwaitedBeforeSettledNotBeforeAnswered()
    {
        var lab = Guessing(_ => ("no", 0.9));
        lab.Does("up", Up, 10, "yes");
        lab.Knows(Down, 8);
        lab.World.Does("down", call => ((Value[])call.Argument!)[0].Is("yes")
            ? Lab.Script(Down, 2, "done") : Lab.Script(Down, 100, "lost") with { StopsAfter = TimeSpan.FromSeconds(30) });
        var result = lab.Run(Edge("unknown"));
        Assert.Equal((12, 40), (result.AnsweredAt.TotalSeconds, result.SettledAt.TotalSeconds));
        Assert.Equal(0.22m + 0.01m + 0.04m, result.Cost.Amount);
    }

    // A model that never reports its tokens has a price but no known cost: unknown, never zero.
    [Fact]
    public void Forecast_UsageThatNobodyReported_NoBetIsMade()
    {
        var lab = Guessing(_ => ("yes", 0.9));
        lab.Does("up", Up, 10, "yes");
        for (var i = 0; i < 10; i++) lab.Learned.Forecasts.Observe("g", "down", TimeSpan.FromSeconds(8), null);
        lab.World.Does("down", _ => new(TimeSpan.FromSeconds(8), Value.Of("done")));
        var result = lab.Run(Edge("unknown"));
        Assert.Equal((0, 1), (result.Bets, result.UnknownCosts));
    }

    private static Lab Guessing(Func<string, (string, double)?> says) => Lab.Guessing(says);

    private static Node[] Edge(string type) => [new("up", Up, []), new("down", Down, [Lab.On("up", type)])];

    private static (double, double) Counts(Lab lab)
    {
        var belief = lab.Learned.Beliefs.Of(new Edge("g", "up", "down", "says"), "unknown");
        return (belief.Hits, belief.Misses);
    }

    private static RunResult Run(Lab lab, params (double, string)[] chunks) => Run(lab, null, "unknown", chunks);

    private static RunResult Run(
        Lab lab, Action<Forerun.Running.VirtualTime.VirtualRun>? also, string type = "unknown", params (double, string)[] chunks)
    {
        lab.Does("up", Up, 10, "yes", chunks);
        lab.Does("down", Down, 8, "done");
        return lab.Run(Edge(type), also);
    }
}
