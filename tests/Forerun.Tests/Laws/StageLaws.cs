using Forerun.Calibrating;
using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Running;

namespace Forerun.Tests.Laws;

/// <summary>What an edge's stage forbids nobody does, whatever the policy, the predictor and the workflow: random runs under every policy.</summary>
public class StageLaws
{
    [Theory]
    [InlineData(Stage.Offline)]
    [InlineData(Stage.Shadow)]
    public void Run_EveryEdgeInShadow_StartsNothingAndPaysNothingButPredictors(Stage stage) => Seeds.Check(500, seed =>
    {
        var scenario = Gated(seed);
        var (real, shadow) = (scenario.Sequential(), scenario.Play(stage == Stage.Offline ? null : With(scenario, new(stage, 0))));

        Assert.Equal(real.Result.AnsweredAt, shadow.Result.AnsweredAt);
        Assert.Equal(real.Requests, shadow.Requests);
        Assert.Equal(0, shadow.Result.Bets);
        Assert.DoesNotContain(shadow.Charges, c => c.Standing == Standing.Bet);
        var predictors = shadow.Charges.Where(c => c.Standing == Standing.Purchase).ToList();
        var bought = predictors.Sum(c => c.Cost?.Amount ?? 0)
            + shadow.Retries.Where(t => predictors.Exists(p => p.Attempt == t.Attempt)).Sum(t => t.Cost?.Amount ?? 0);
        Assert.Equal(real.Result.Cost.Amount + bought, shadow.Result.Cost.Amount);
    });

    [Fact]
    public void Run_EveryEdgeKilled_BuysNoGuessEither() => Seeds.Check(300, seed =>
    {
        var scenario = Gated(seed);
        var killed = scenario.Play(With(scenario, new(Stage.Killed, 0)));
        Assert.All(killed.Charges, c => Assert.Equal(Standing.Authoritative, c.Standing));
        Assert.Equal(scenario.Sequential().Result.Cost, killed.Result.Cost);
    });

    [Fact]
    public void Verdict_OfABetThatIsHeldBack_IsToWaitAndFollowsFromItsRow()
    {
        var heldBack = 0;
        Seeds.Check(300, seed =>
        {
            foreach (var row in Gated(seed).Play().Ledger.Rows.OfType<DecisionRow>())
            {
                Assert.Equal(row.Decision.Verdict, row.Decision.Recompute());
                if (row.Decision.HeldBack is null) continue;
                heldBack++;
                Assert.NotEqual(Verdict.Speculate, row.Decision.Verdict);
            }
        });
        Assert.True(heldBack > 0, "No bet was held back, so this has shown nothing.");
    }

    // Edges stand at random, canaries among them, so some bets are begun and some are not.
    [Fact]
    public void Bet_Begun_StandsOnlyOnEdgesThatAdmitItsRun() => Seeds.Check(500, seed =>
    {
        var scenario = Gated(seed);
        var stands = new Random(seed);
        var learned = scenario.Taught();
        foreach (var edge in Edges(scenario)) learned.Calibration.Command(edge, Any(stands));
        var played = scenario.Play(learned);
        foreach (var bet in played.Attempts.Where(a => a.Standing == Standing.Bet && a.HasStarted))
            foreach (var edge in bet.Bet!.Calls.SelectMany(c => c.Reads.Select(r => (Up: bet.Bet.Guesses.FirstOrDefault(g => g.Reading.Slot == r.Reading.Slot), Down: c.Operation.Name))))
                if (edge.Up is { } guess && bet.Bet.World.Asked(guess.Reading.Slot) is { } up)
                    Assert.True(Calibration.Admits(learned.Calibration.StandOf(new(scenario.Program.Name, up.Operation.Name, edge.Down)), scenario.Settings.Gates, played.Run.Machine.Run));
    });

    private static Stand Any(Random stands) => stands.Next(5) switch
    {
        0 => new(Stage.Shadow, 0),
        1 => new(Stage.Killed, 0),
        2 => new(Stage.Canary, 0.25m),
        _ => new(Stage.Online, 1),
    };

    private static Scenario Gated(int seed)
    {
        var scenario = new Scenario(seed);
        return scenario with { Settings = scenario.Settings with { Gates = new Gates { Entry = Entry.Gated, Automatic = false } } };
    }

    private static Learned With(Scenario scenario, Stand stand)
    {
        var learned = scenario.Taught();
        foreach (var edge in Edges(scenario)) learned.Calibration.Command(edge, stand);
        return learned;
    }

    /// <summary>Every pair of operations that a run of this scenario has shown.</summary>
    private static IEnumerable<StageKey> Edges(Scenario scenario)
    {
        var names = scenario.Sequential().Charges.Select(c => c.Operation).Concat(scenario.Play().Charges.Select(c => c.Operation)).Distinct().ToList();
        return names.SelectMany(up => names.Select(down => new StageKey(scenario.Program.Name, up, down)));
    }
}
