using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.BranchBeam;
using Forerun.Policies.CostAware;
using Forerun.Policies.Dsp;
using Forerun.Policies.FixedDepth;
using Forerun.Policies.Forerun;
using Forerun.Policies.Sherlock;
using Forerun.Policies.SpeculativeActions;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.Attempts;
using Forerun.Running.Limiting;
using Forerun.Running.VirtualTime;
using Forerun.Testing;
using Forerun.Workflows;

namespace Forerun.Tests.Laws;

/// <summary>Everything about a run that a seed decides, so that it can be run again, with speculation and without.</summary>
internal sealed record Scenario(int Seed)
{
    public static readonly DateTimeOffset Began = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public IProgram Program { get; init; } = RandomPrograms.Of(Seed);

    public WorldOptions World { get; init; } = new();

    public PredictorOptions Predictor { get; init; } = PredictorOf(Draws.Of(Seed, "predictor"));

    public Settings Settings { get; init; } = SettingsOf(Draws.Of(Seed, "settings"));

    public Func<IPolicy> Policy { get; init; } = PolicyOf(Seed);

    public LimitOptions? Limits { get; init; }

    public string? Tenant { get; init; }

    public string? Conversation { get; init; }

    /// <summary>What the operator and the caller do while the run is under way.</summary>
    public IReadOnlyList<(TimeSpan At, EventKind Kind, Settings? Settings)> Disturbances { get; init; } = [];

    public static Settings SettingsOf(Draws draws) => new()
    {
        Dial = draws.Of([0m, 0.5m, 1m]),
        ValueOfTime = new Usd(draws.Of([0.0001m, 0.01m, 1m, 1m])),
        Prices = SimulatedPrices.Book,
        CancelRule = draws.Of([CancelRule.Streamed, CancelRule.Full, CancelRule.None, (CancelRule?)null]),
        Enabled = !draws.Chance(0.05),
    };

    /// <summary>The same scenario with settings turned at odd moments, a kill-switch and other prices among them.</summary>
    public Scenario Turning()
    {
        var draws = Draws.Of(Seed, "turns");
        return this with
        {
            Disturbances = [.. Enumerable.Range(0, draws.Below(4)).Select(_ => (draws.Seconds(0, 20) + TimeSpan.FromTicks(1), EventKind.Turned,
                (Settings?)(SettingsOf(draws) with { Enabled = draws.Chance(0.7), Prices = SimulatedPrices.Times(1 + draws.Below(3)) })))],
        };
    }

    /// <summary>The settings in force at a time.</summary>
    public Settings SettingsAt(TimeSpan at) =>
        Disturbances.Where(d => d.Settings is not null && d.At <= at).OrderBy(d => d.At).LastOrDefault().Settings ?? Settings;

    /// <summary>The run as it is without speculation.</summary>
    public Played Sequential() => (this with { Policy = () => new SequentialPolicy(), Predictor = new PredictorOptions() }).Play();

    public Played Play(Learned? learned = null, List<RunEvent[]>? journal = null)
    {
        var clock = new VirtualClock();
        var world = new ScriptedWorld(Seed, World, clock);
        var ledger = new MemoryLedger();
        var limits = Limits is null ? null : new Limits(Limits);
        var run = new VirtualRun(clock, Program, Policy(), Options(world, ledger, learned ?? Taught()), world, limits) { Journal = journal };
        foreach (var (at, kind, settings) in Disturbances) run.PostAt(at, kind, settings);
        Go(clock);
        return new Played(run, world, ledger, run.Machine.Result ?? throw new InvalidOperationException("The run did not settle."));
    }

    public RunOptions Options(ScriptedWorld world, ILedger ledger, Learned learned) =>
        new(new Tags($"run-{Seed}", Program.Name, "test", Tenant, Conversation), learned with { Predictor = new SeededPredictor(Seed, world, Predictor) })
        {
            Settings = Settings, Ledger = ledger, Began = Began,
        };

    /// <summary>What two earlier runs without speculation have taught.</summary>
    public Learned Taught()
    {
        var learned = new Learned();
        for (var i = 1; i <= 2; i++)
        {
            var clock = new VirtualClock();
            var world = new ScriptedWorld(World.Even ? Seed : Seed + (i * 1_000_003), World with { Permanent = 0 }, clock);
            _ = new VirtualRun(clock, Program, new SequentialPolicy(), Options(world, new MemoryLedger(), learned), world);
            Go(clock);
        }

        return learned;
    }

    private static void Go(VirtualClock clock)
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        clock.Run(tooLong.Token);
    }

    /// <summary>One of the policies of published systems.</summary>
    public static Func<IPolicy> Published(int seed) => (seed % 3) switch
    {
        0 => () => new SpeculativeActionsPolicy(1 + (seed / 9 % 4), seed / 9 % 3 == 0),
        1 => () => new SherlockPolicy(new Usd(seed % 2 == 0 ? 0.1m : 100)),
        _ => () => new BranchBeamPolicy(),
    };

    private static PredictorOptions PredictorOf(Draws draws) => new()
    {
        Right = draws.Of([0, 0.5, 0.8, 1]),
        Bought = draws.Of([0, 0, 0.5, 1]),
        Throws = draws.Of([0, 0, 0, 0.02, 0.1, 1]),
        Garbage = draws.Of([0, 0, 0.3]),
        Boasts = draws.Chance(0.3),
    };

    private static Func<IPolicy> PolicyOf(int seed) => (seed % 10) switch
    {
        0 => () => new SequentialPolicy(),
        1 => () => new FixedDepthPolicy(1 + (seed / 10 % 6)),
        2 => () => new CostAwarePolicy(),
        3 => () => new ForerunPolicy(),
        4 or 5 or 6 => Published(seed),
        7 => () => new DspPolicy(new DspOptions { Tau = 0.5 + (seed / 10 % 3 * 0.2), Offset = (seed / 10 % 5) - 1 }),
        _ => () => new ChaosPolicy(seed),
    };
}

/// <summary>A run that is over.</summary>
internal sealed record Played(VirtualRun Run, ScriptedWorld World, MemoryLedger Ledger, RunResult Result)
{
    public IReadOnlyList<Attempt> Attempts => Run.Machine.Attempts;

    public IEnumerable<TryRow> Retries => Ledger.Rows.OfType<TryRow>();

    public IEnumerable<AttemptRow> Charges => Ledger.Rows.OfType<AttemptRow>();

    /// <summary>The calls that the real world asked for, each once.</summary>
    public IReadOnlyList<string> Requests =>
        [.. Attempts.Where(a => a.IsAuthoritative).SelectMany(a => a.Wanted.Select(slot => $"{slot} = {a.Call.Key} {a.Call.Key.Input}")).Distinct().Order()];

    /// <summary>The effects that may not happen on a guess, in their order.</summary>
    public IReadOnlyList<string> Effects =>
        [.. World.Effects.Where(c => c.Operation.Admission != Admission.Admissible).Select(c => c.ToString())];
}
