using Forerun.Guessing;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.CostAware;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.VirtualTime;
using Forerun.Testing;

namespace Forerun.Storage.Tests.Learning;

/// <summary>Simulated runs, from which something is learned.</summary>
internal static class Lessons
{
    /// <summary>Runs of one program, each in another world.</summary>
    public static void Teach(Learned learned, int program, int from, int count)
    {
        var steps = RandomPrograms.DagOf(program);
        for (var run = from; run < from + count; run++)
        {
            var clock = new VirtualClock();
            var world = new ScriptedWorld(run, new WorldOptions { Permanent = 0 }, clock);
            var options = new RunOptions(new Tags($"run-{run}", steps.Name, "cost-aware"), learned with
            {
                Predictor = new Predictors(learned.Predictor, new SeededPredictor(run, world, new PredictorOptions { Right = 0.7 })),
            })
            {
                Settings = new Settings { Prices = SimulatedPrices.Book, ValueOfTime = new Usd(1) },
            };
            _ = new VirtualRun(clock, steps, new CostAwarePolicy(), options, world);
            clock.Run(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>All that was learned, in an order of its own.</summary>
    public static string[] Known(Learned learned) =>
    [
        .. learned.Beliefs.Snapshot().Select(b => b.ToString()).Order(StringComparer.Ordinal),
        .. learned.Forecasts.Snapshot().Select(f => $"{f} {string.Join(",", f.Newest)}").Order(StringComparer.Ordinal),
        .. learned.Winnings.Snapshot().Select(p => p.ToString()).Order(StringComparer.Ordinal),
        .. ((MostFrequent)learned.Predictor).Snapshot().Select(r => r.ToString()).Order(StringComparer.Ordinal),
    ];
}
