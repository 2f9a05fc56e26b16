using Forerun.Calibrating;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Tests.Running;
using Forerun.Workflows;

namespace Forerun.Tests.Calibrating;

/// <summary>
/// A router, classify (10 s) before draft (8 s), in whole runs: its guesses are right 0.8 of the time, from a known run on 0.2, and the guesser
/// goes on saying 0.8. A miss costs $0.11.
/// </summary>
public class KillSwitchTests
{
    private const double Before = 0.8, After = 0.2;
    private static readonly Operation Classify = Lab.Model("classify"), Draft = Lab.Model("draft");
    private static readonly StageKey Edge = new("g", "classify", "draft");

    [Fact]
    public void Run_DriftAtAKnownRun_IsKilledWithinTheDerivedNumberIn95PercentOf1000Seeds()
    {
        var killed = 0;
        for (var seed = 1; seed <= 1_000; seed++)
        {
            var (random, lab) = (new Random(seed), Online());
            for (var i = 0; i < DriftTestTests.Documented && !IsKilled(lab); i++) Run(lab, random.NextDouble() < After);
            if (IsKilled(lab)) killed++;
            Assert.InRange(Lost(lab), 0, lab.Settings.Gates.WasteBudget.Amount);
        }

        Assert.InRange(killed, 950, 1_000);
    }

    [Fact]
    public void Run_BudgetIsSmallerThanWhatDriftTakesToBeFound_LosesNoMoreThanTheBudget()
    {
        var (random, lab) = (new Random(1), Online());
        lab.Settings = lab.Settings with { Gates = new Gates { WasteBudget = new(0.5m) } };
        for (var i = 0; i < 30; i++) Run(lab, random.NextDouble() < 0.1);
        Assert.True(IsKilled(lab));
        Assert.InRange(Lost(lab), 0.33m, 0.5m);
        Assert.Equal(MoveReason.Waste, Assert.Single(lab.Ledger.Rows.OfType<MoveRow>()).Why);
    }

    [Fact]
    public void Run_AfterItWasKilled_IsNotBetOnAndTheRowsSayWhy()
    {
        var (random, lab) = (new Random(1), Online());
        for (var i = 0; i < 100; i++) Run(lab, random.NextDouble() < After);
        var move = Assert.Single(lab.Ledger.Rows.OfType<MoveRow>());
        Assert.Equal((MoveReason.Drift, Stage.Online, Stage.Shadow), (move.Why, move.From.Stage, move.To.Stage));
        Assert.InRange((double)move.Numbers.Drift, DriftTest.Threshold, DriftTest.Threshold + 1);
        var before = lab.Ledger.Rows.Count;
        Run(lab, isRight: true);
        var rows = lab.Ledger.Rows.Skip(before).ToList();
        Assert.DoesNotContain(rows.OfType<AttemptRow>(), a => a.Standing == Standing.Bet);
        Assert.Contains(rows.OfType<DecisionRow>(), d => d.Decision is { Reason: Forerun.Deciding.Reason.Stage, HeldBack.Stage: Stage.Shadow });
    }

    [Fact]
    public void Observe_NoDrift_KillsFewerThanOneInAHundredIn10000Decisions()
    {
        var kills = 0;
        for (var seed = 1; seed <= 200; seed++)
        {
            var (random, calibration) = (new Random(seed), Online().Learned.Calibration);
            for (var i = 0; i < 10_000 && calibration.StandOf(Edge).Stage == Stage.Online; i++)
                calibration.Observe(Edge, new Gates(), Before, 0.35, random.NextDouble() < Before);
            if (calibration.StandOf(Edge).Stage != Stage.Online) kills++;
        }

        Assert.InRange(kills, 0, 1);
    }

    [Fact]
    public void Run_AnotherModel_BeginsAgainInShadowFromThePriorOfTheOldBelief()
    {
        var lab = Online();
        for (var i = 0; i < 10; i++) Run(lab, isRight: true);
        var belief = lab.Learned.Beliefs.Of(new("g", "classify", "draft", "says"), "unknown");
        Assert.True(belief.Hits > 0);
        Run(lab, true, Draft with { Version = "2" });
        Assert.Equal(MoveReason.Changed, Assert.Single(lab.Ledger.Rows.OfType<MoveRow>()).Why);
        var renewed = lab.Learned.Beliefs.Of(new("g", "classify", "draft", "says"), "unknown");
        Assert.Equal(belief.Prior, renewed.Prior);
        Assert.True(renewed.Hits <= 1);
    }

    private static bool IsKilled(Lab lab) => lab.Learned.Calibration.StandOf(Edge).Stage == Stage.Shadow;

    private static decimal Lost(Lab lab)
    {
        var hits = lab.Ledger.Rows.OfType<BetRow>().Where(b => b.Outcome == Outcome.Hit).Select(b => (b.Tags.Run, b.Attempt)).ToHashSet();
        return lab.Attempts.Where(a => a.Standing == Standing.Bet && !hits.Contains((a.Tags.Run, a.Attempt))).Sum(a => a.Cost!.Value.Amount);
    }

    private static Lab Online()
    {
        var lab = Lab.Guessing(_ => ("guess", Before));
        lab.Settings = lab.Settings with { ValueOfTime = new(0.05m), CancelRule = CancelRule.Full };
        var seen = Enumerable.Range(0, 100).Aggregate(default(EdgeRecord), (record, i) => record.With(Before, 0.2, i % 5 != 0));
        lab.Learned.Calibration.Restore([new StageState(Edge, Stage.Online) { Before = seen, Reference = DriftTest.Reference(80, 20) }]);
        lab.Knows(Classify, 10);
        lab.Knows(Draft, 8);
        return lab;
    }

    private static void Run(Lab lab, bool isRight, Operation? draft = null)
    {
        lab.World.Does("classify", _ => Lab.Script(Classify, 10, isRight ? "guess" : "other"));
        lab.World.Does("draft", _ => Lab.Script(Draft, 8, "done"));
        if (draft is not null) lab.Knows(draft, 8);
        lab.Run([new("classify", Classify, []), new("draft", draft ?? Draft, [Lab.On("classify")])]);
    }
}
