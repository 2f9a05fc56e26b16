using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.Dsp;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Testing;
using Forerun.Tests.Laws;

namespace Forerun.Tests.Policies.Dsp;

/// <summary>The dial moves the depth of the episode under way at once.</summary>
public class TurningTests
{
    private static readonly Settings Fast = new() { Dial = 1, ValueOfTime = new Usd(1), Prices = SimulatedPrices.Book };

    [Fact]
    public void Dial_TurnedDownWhileBetsAreUnderWay_DropsThoseBeyondTheNewDepth()
    {
        var dropped = 0;
        foreach (var seed in Enumerable.Range(1, 60))
        {
            var played = Play(seed, (3, 0));
            var turned = played.Ledger.Rows.OfType<DecisionRow>().Where(r => r.Decision.Reason == Reason.DialTurned).ToList();
            Assert.All(turned, r => Assert.Equal((Verdict.Wait, Verdict.Wait), (r.Decision.Verdict, r.Decision.Recompute())));
            Assert.All(turned, r => Assert.True(r.Decision.ScoreThreshold > 2, $"seed {seed}: {r}")); // round(1) + 3 − 2 = 2
            dropped += turned.Count(r => played.Charges.Any(c => c.Slot == r.Slots[0] && c.End == AttemptEnd.Cancelled && c.At >= r.At));
        }

        Assert.InRange(dropped, 10, int.MaxValue);
    }

    [Fact]
    public void Dial_TurnedUpAgain_BringsThemBack()
    {
        var back = 0;
        foreach (var seed in Enumerable.Range(1, 60))
        {
            var rows = Play(seed, (3, 0), (3.5, 1)).Ledger.Rows.OfType<DecisionRow>().ToList();
            var turned = rows.Where(r => r.Decision.Reason == Reason.DialTurned && r.Decision.Verdict == Verdict.Wait).Select(r => r.Slots[0]).ToHashSet();
            back += rows.Count(r => r.At == TimeSpan.FromSeconds(3.5) && r.Decision.Verdict == Verdict.Speculate && turned.Contains(r.Slots[0]));
        }

        Assert.InRange(back, 5, int.MaxValue);
    }

    private static Played Play(int seed, params (double At, decimal Dial)[] turns) => new Scenario(seed)
    {
        Program = RandomPrograms.LoopOf(seed), Settings = Fast, Policy = () => new DspPolicy(new DspOptions { Offset = 3 }),
        World = new WorldOptions { Transient = 0, Retried = 0 }, Predictor = new PredictorOptions { Right = 0.9, Bought = 0.5 },
        Disturbances = [.. turns.Select(t => (TimeSpan.FromSeconds(t.At), EventKind.Turned, (Settings?)(Fast with { Dial = t.Dial })))],
    }.Play();
}
