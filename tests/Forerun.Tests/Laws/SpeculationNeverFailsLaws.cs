using Forerun.Ledgers;
using Forerun.Policies.CostAware;
using Forerun.Policies.Dsp;
using Forerun.Policies.Forerun;
using Forerun.Testing;

namespace Forerun.Tests.Laws;

/// <summary>Law 6: whatever goes wrong in a guess, a predictor, a policy or a speculative attempt, the sequential path goes on.</summary>
public class SpeculationNeverFailsLaws
{
    [Fact]
    public void Run_WithEverythingThatThrows_IsAnswered() => Seeds.Check(500, seed =>
    {
        var scenario = new Scenario(seed)
        {
            Policy = (seed % 7) switch
            {
                0 => () => new CostAwarePolicy(),
                1 => () => new ForerunPolicy(),
                2 => () => new DspPolicy(new DspOptions { Offset = seed / 7 % 4 }),
                3 => () => new ChaosPolicy(seed),
                _ => Scenario.Published(seed),
            },
            Predictor = new PredictorOptions { Right = 0.6, Throws = seed % 4 * 0.3, Garbage = 0.5, Boasts = true, Bought = seed % 2 * 0.5 },
            World = new WorldOptions { Transient = 0.5 },
        };
        var (real, early) = (scenario.Sequential(), scenario.Play());
        Assert.Equal(RunEnd.Answered, early.Result.End);
        Assert.Equal(real.Result.Answer, early.Result.Answer);
        Assert.True(double.IsFinite(early.Result.Brier.Sum), "the Brier score is no number");
    });
}
