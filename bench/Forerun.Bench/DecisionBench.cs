using BenchmarkDotNet.Attributes;
using Forerun.Deciding;
using Forerun.Pricing;

namespace Forerun.Bench;

/// <summary>One decision by the expected-value rule, in decimal dollars. The dream: 200 ns, nothing allocated.</summary>
public class DecisionBench
{
    private Decision decision;

    [GlobalSetup]
    public void Setup() => decision = new Decision
    {
        Phase = Phase.Runtime, Enabled = true, WithinAllowance = true,
        Terms = new Terms(0.25m, TimeSpan.FromSeconds(0.8), new Usd(0.0135m), Usd.Zero, new Usd(0.08m), 1),
    };

    [Benchmark]
    public Verdict Decide() => decision.Recompute();
}
