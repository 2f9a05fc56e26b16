using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.Attempts;
using Forerun.Running.Limiting;
using Forerun.Running.VirtualTime;
using Forerun.Testing;

namespace Forerun.Tests.Laws;

/// <summary>Many runs on one clock, one ledger and one set of limits.</summary>
internal sealed record Crowd(IReadOnlyList<VirtualRun> Runs, IReadOnlyList<(string Run, TimeSpan At)> Starts, MemoryLedger Ledger, Limits Limits, TimeSpan End,
    IReadOnlyList<ScriptedWorld> Worlds)
{
    public static Crowd Play(int seed, int count, LimitOptions options)
    {
        var clock = new VirtualClock();
        var ledger = new MemoryLedger();
        var limits = new Limits(options);
        var learned = new Learned();
        List<VirtualRun> runs = [];
        List<ScriptedWorld> worlds = [];
        List<(string, TimeSpan)> starts = [];
        var draws = Draws.Of(seed, "starts");
        for (var i = 0; i < count; i++)
        {
            var scenario = new Scenario((seed * 1000) + i).Turning();
            var at = i == count - 1 ? TimeSpan.FromHours(3) : draws.Seconds(0, draws.Chance(0.2) ? 7000 : 60);
            starts.Add(($"run-{scenario.Seed}", at));
            clock.At(at, () =>
            {
                var world = new ScriptedWorld(scenario.Seed, scenario.World, clock);
                var run = new VirtualRun(
                    clock, scenario.Program, scenario.Policy(), scenario.Options(world, ledger, learned) with { Began = Scenario.Began + at }, world, limits);
                foreach (var (turned, kind, settings) in scenario.Disturbances) run.PostAt(turned, kind, settings);
                runs.Add(run);
                worlds.Add(world);
            });
        }

        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        clock.Run(tooLong.Token);
        return new Crowd(runs, starts, ledger, limits, clock.Now, worlds);
    }

    /// <summary>When tries began that were not the first of their call.</summary>
    public IEnumerable<TimeSpan> LaterTries => Worlds.SelectMany(w => w.LaterTries);

    public bool HasStarted(AttemptRow row) => AttemptOf(row).HasStarted;

    public Attempt AttemptOf(AttemptRow row) => Runs.First(r => r.Machine.Run == row.Tags.Run).Machine.Attempts[row.Attempt - 1];

    /// <summary>A day later, whoever comes gets all there is.</summary>
    public void AssertNothingReserved(LimitOptions options)
    {
        var all = new Ticket("after", "all", new Worst(options.PerRun, options.TokensPerMinute), () => { }, () => { });
        Assert.True(Limits.Reserve(all, Scenario.Began + End + TimeSpan.FromDays(2)).Granted);
        for (var i = 1; i < options.Attempts; i++)
        {
            var one = new Ticket($"after-{i}", "one", new Worst(Usd.Zero, 0), () => { }, () => { });
            Assert.True(Limits.Reserve(one, Scenario.Began + End + TimeSpan.FromDays(2)).Granted);
        }
    }
}
