using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.CostAware;
using Forerun.Policies.Forerun;
using Forerun.Pricing;
using Forerun.Running.Limiting;
using Forerun.Testing;

namespace Forerun.Tests.Laws;

/// <summary>Law 4: being wrong costs no time, and in dollars the allowance and one miss. A real call never waits behind a speculative one.</summary>
public class NoRegretLaws
{
    [Fact]
    public void Run_WithAnyBets_IsNeverLater() => Seeds.Check(500, seed =>
    {
        var scenario = new Scenario(seed).Turning();
        var (real, early) = (scenario.Sequential(), scenario.Play());
        Assert.True(early.Result.AnsweredAt <= real.Result.AnsweredAt, $"{early.Result.AnsweredAt} after {real.Result.AnsweredAt}");
    });

    [Fact]
    public void CostAware_WithAPredictorThatIsAlwaysWrong_LosesTheAllowanceAndOneMiss() => LosesTheAllowanceAndOneMiss(() => new CostAwarePolicy());

    [Fact]
    public void Forerun_WithAPredictorThatIsAlwaysWrong_LosesTheAllowanceAndOneMiss() => LosesTheAllowanceAndOneMiss(() => new ForerunPolicy());

    private static void LosesTheAllowanceAndOneMiss(Func<IPolicy> policy) => Seeds.Check(1000, seed =>
    {
        var scenario = new Scenario(seed)
        {
            Policy = policy, World = new WorldOptions { Even = true, Transient = 0, Retried = 0 },
            Predictor = new PredictorOptions { Right = 0, Bought = seed % 3 * 0.5, Boasts = seed % 4 == 0 },
            Settings = new Settings { Dial = 1, ValueOfTime = new Usd(seed % 2 == 0 ? 1 : 0.05m), Prices = SimulatedPrices.Book },
        };
        var (real, early) = (scenario.Sequential(), scenario.Play());
        // A wrong guess wins where only the order was waited for, or where the next output is the same all the same.
        if (early.Attempts.Any(a => a.HeadStart > TimeSpan.Zero)) return;
        Assert.Equal(real.Result.AnsweredAt, early.Result.AnsweredAt);
        var work = early.Ledger.Rows.OfType<DecisionRow>().Where(r => r.Decision.Verdict == Verdict.Speculate).Select(r => r.Decision.Terms.Cost.Amount)
            .Concat(early.Charges.Where(c => c.Standing == Standing.Bet).Select(c => c.Cost!.Value.Amount));
        var guesses = early.Charges.Where(c => c.Standing == Standing.Purchase).Select(c => c.Cost!.Value.Amount);
        var oneMiss = work.DefaultIfEmpty(0).Max() + guesses.DefaultIfEmpty(0).Max();
        var allowed = (real.Result.Cost.Amount * 0.01m) + oneMiss;
        Assert.InRange(early.Result.Cost.Amount - real.Result.Cost.Amount, 0, allowed);
    });

    [Fact]
    public void Loop_WithRoomForFewCalls_IsNeverLater() => Seeds.Check(300, seed =>
    {
        var scenario = Crowded(seed) with { Program = RandomPrograms.LoopOf(seed) };
        var (real, early) = (scenario.Sequential(), scenario.Play());
        Assert.True(early.Result.AnsweredAt <= real.Result.AnsweredAt, $"{early.Result.AnsweredAt} after {real.Result.AnsweredAt}");
    });

    [Fact]
    public void Run_WithRoomForFewCallsAndAlwaysWrong_TakesAsLong() => Seeds.Check(300, seed =>
    {
        var scenario = Crowded(seed) with { World = new WorldOptions { Deaf = 0, Transient = 0 }, Predictor = new PredictorOptions { Right = 0, Bought = seed % 3 * 0.5 } };
        var (real, early) = (scenario.Sequential(), scenario.Play());
        Assert.Equal(real.Result.Answer, early.Result.Answer);
        // With few places, work that was done earlier changes who is next, and that can be for the worse (Graham, 1969).
        if (early.Attempts.Any(a => a.HeadStart > TimeSpan.Zero)) return;
        Assert.Equal(real.Result.AnsweredAt, early.Result.AnsweredAt);
    });

    /// <summary>Few places, and calls that stop when they are told to.</summary>
    private static Scenario Crowded(int seed) => new Scenario(seed)
    {
        Policy = () => new ChaosPolicy(seed), World = new WorldOptions { Deaf = 0, Transient = 0.1 },
        Limits = new LimitOptions { Attempts = 1 + (seed % 4), SpeculativeShare = seed % 2 == 0 ? 0.5m : 1 },
    };
}
