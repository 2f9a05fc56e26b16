using Forerun.Guessing;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.CostAware;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.VirtualTime;
using Forerun.Testing;
using Forerun.Workflows;

namespace Forerun.Storage.Tests.Learning;

/// <summary>Simulated runs, from which something is learned.</summary>
internal static class Lessons
{
    /// <summary>Runs of one program, each in another world.</summary>
    public static void Teach(Learned learned, int program, int from, int count) =>
        Teach(learned, RandomPrograms.DagOf(program), from, count, static () => new CostAwarePolicy());

    /// <summary>Runs of a program under a policy, each in another world; every decision and every dollar of them.</summary>
    public static IReadOnlyList<LedgerRow> Teach(Learned learned, IProgram steps, int from, int count, Func<IPolicy> policy)
    {
        var ledger = new MemoryLedger();
        for (var run = from; run < from + count; run++)
        {
            var clock = new VirtualClock();
            var world = new ScriptedWorld(run, new WorldOptions { Permanent = 0 }, clock);
            var chosen = policy();
            var drafter = new SeededPredictor(run, world, new PredictorOptions { Right = 0.7, Bought = 0.3 });
            var options = new RunOptions(
                new Tags($"run-{run}", steps.Name, chosen.Name),
                chosen.Hears == Hearing.First ? learned with { Predictor = new Predictors(learned.Predictor, drafter) } : learned.HeardBy(chosen.Hears, drafter))
            {
                Settings = new Settings { Prices = SimulatedPrices.Book, ValueOfTime = new Usd(1), Dial = 1 }, Ledger = ledger,
            };
            _ = new VirtualRun(clock, steps, chosen, options, world);
            clock.Run(TestContext.Current.CancellationToken);
        }

        return ledger.Rows;
    }

    /// <summary>All that was learned, in an order of its own.</summary>
    public static string[] Known(Learned learned) =>
    [
        .. learned.Beliefs.Snapshot().Select(b => b.ToString()).Order(StringComparer.Ordinal),
        .. learned.Forecasts.Snapshot().Select(f => $"{f} {string.Join(",", f.Newest)}").Order(StringComparer.Ordinal),
        .. learned.Acceptance.Snapshot().Select(a => $"{a} {string.Join(",", a.Weights)}").Order(StringComparer.Ordinal),
        .. learned.Depths.Snapshot().Select(d => $"{d.Workflow} {d.Lessons} {string.Join(",", d.Weights.Where(w => w.Value != 0).OrderBy(w => w.Key))}").Order(StringComparer.Ordinal),
        .. learned.Winnings.Snapshot().Select(p => p.ToString()).Order(StringComparer.Ordinal),
        .. learned.Memory.MostFrequent.Snapshot().Select(r => r.ToString()).Order(StringComparer.Ordinal),
        .. learned.Memory.Contexts.Snapshot().Select(f => f.ToString()).Order(StringComparer.Ordinal),
        learned.Memory.Patterns.Snapshot().ToString(),
        learned.Memory.Said.Snapshot().ToString(),
    ];
}
