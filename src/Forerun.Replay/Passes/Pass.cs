using Forerun.Calibrating;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Ledgers;
using Forerun.Policies.FixedDepth;
using Forerun.Replay.Foresight;
using Forerun.Replay.Recorded;
using Forerun.Traces;
using Forerun.Running;
using Forerun.Running.VirtualTime;
using Forerun.Workflows;

namespace Forerun.Replay.Passes;

/// <summary>Replays the runs of a trace one after the other under one policy, in virtual time; each learns from those before it.</summary>
internal sealed class Pass
{
    private readonly ReplayOptions options;
    private readonly Dictionary<string, Workload> workloads;
    private readonly Dictionary<string, (Shape Shape, ControlFlow Flow)> shown = [];
    private readonly Dictionary<string, Memory> tenants = [];
    private readonly Learned learned;
    private readonly DateTimeOffset began;

    public Pass(IEnumerable<TraceRun> runs, ReplayOptions options)
    {
        this.options = options;
        workloads = runs.GroupBy(r => r.Workload).ToDictionary(g => g.Key, g => new Workload(g.Key, [.. g]));
        began = Curriculum.Began(options);
        learned = new Learned { Beliefs = new Beliefs(options.Forget), Calibration = new Calibration(isReplay: true) };
    }

    private Pass(Pass trained)
    {
        options = trained.options;
        workloads = trained.workloads;
        began = trained.began;
        learned = trained.learned.Copy();
        foreach (var (workload, (shape, flow)) in trained.shown) shown[workload] = (shape.Copy(), flow.Copy());
        foreach (var (tenant, memory) in trained.tenants) tenants[tenant] = memory.Copy();
    }

    /// <summary>What its runs have shown of each edge.</summary>
    public IReadOnlyList<StageState> Edges => learned.Calibration.Snapshot();

    /// <summary>A pass that has learned the same and learns on by itself.</summary>
    public Pass Copy() => new(this);

    /// <summary>Replays one run.</summary>
    public ReplayedRun Replay(TraceRun run, string policy, ILedger? ledger, CancellationToken cancellation)
    {
        var workload = workloads[run.Workload];
        if (!shown.TryGetValue(run.Workload, out var known)) shown[run.Workload] = known = (new Shape(), new ControlFlow());
        var program = new TraceProgram(run, workload, known.Shape, known.Flow, PolicyNames.Foresees(policy));
        var world = new TraceWorld(run, program, learned.Forecasts);
        var drafter = new RecordedDrafter(run, program, PolicyNames.HearsAll(policy));
        var chosen = PolicyNames.Parse(policy)(new Record(run, program, world));
        IProgram steps = chosen is EpisodePolicy episodes ? new EpisodeProgram(program, drafter, episodes) : program;
        var witness = WitnessOf(run, policy, chosen.Hears);
        var predictor = new Checkable(PredictorOf(policy, chosen.Hears, run, drafter, witness), workload);
        var runOptions = new RunOptions(
            new Tags(run.Run, run.Workload, policy, run.Tenant, run.Conversation),
            learned with { Predictor = predictor })
        {
            Settings = options.SettingsFor(run, PolicyNames.Foresees(policy)), Ledger = ledger, Began = began,
        };
        var clock = new VirtualClock();
        var driver = new VirtualRun(clock, steps, chosen, runOptions, world);
        clock.Run(cancellation);
        Readings.Hear(predictor, program);
        known.Shape.Observe(program.OwnPlan);
        var result = driver.Machine.Result ?? throw new InvalidOperationException($"Run '{run.Run}' did not settle.");
        return new ReplayedRun(run.Run, result, driver.Meter.People, driver.Meter.Peak, driver.Meter.Busy)
        {
            WasAhead = driver.Machine.Attempts.Any(a => a.Standing != Standing.Authoritative), Prefetches = Prefetches(driver.Machine), Guessed = witness?.Guessed,
        };
    }

    /// <summary>Reads that began on a guess, and how many of them the real world adopted.</summary>
    private static PrefetchCounts Prefetches(RunMachine machine)
    {
        var started = machine.Attempts.Where(a =>
            a is { Standing: Standing.Bet, HasStarted: true, Call.Operation: { Kind: OperationKind.Tool, Effect: Effect.None } });
        return new PrefetchCounts(started.Count(), started.Count(a => a.IsAuthoritative));
    }

    private IPredictor PredictorOf(string policy, Hearing hears, TraceRun run, RecordedDrafter drafter, ReadWitness? witness)
    {
        var memory = MemoryOf(run.Tenant);
        if (PolicyNames.HearsEverybody(policy)) return new Everybody([drafter, memory.Contexts, new Unverified(), witness!]);
        return memory.HeardBy(hears, learned.Acceptance, [drafter], witness);
    }

    /// <summary>
    /// Who hears or only measures guesses of reads. A policy hears them in every run: that a run will have tools is not known before it has.
    /// </summary>
    private ReadWitness? WitnessOf(TraceRun run, string policy, Hearing hears)
    {
        var isHeard = hears is Hearing.Patterns or Hearing.Ranked || PolicyNames.HearsEverybody(policy);
        var isMeasured = policy != "sequential" && !PolicyNames.Foresees(policy) && run.Steps.Any(s => s.Kind == StepKind.Tool);
        return isHeard || isMeasured ? new ReadWitness(MemoryOf(run.Tenant).Patterns, isHeard) : null;
    }

    /// <summary>What a tenant's calls have returned: values never cross tenants, rates may.</summary>
    private Memory MemoryOf(string? tenant)
    {
        if (!tenants.TryGetValue(tenant ?? "", out var memory)) tenants[tenant ?? ""] = memory = new Memory();
        return memory;
    }
}

/// <summary>What became of one replayed run.</summary>
internal sealed record ReplayedRun(string Run, RunResult Result, TimeSpan People, int Peak, TimeSpan Busy)
{
    /// <summary>Whether anything was begun early, or a guess bought.</summary>
    public required bool WasAhead { get; init; }

    /// <summary>Reads begun on a guess, and used.</summary>
    public required PrefetchCounts Prefetches { get; init; }

    /// <summary>Reads guessed first, and in three; null: none was to be guessed.</summary>
    public required (int First, int Three)? Guessed { get; init; }

    /// <summary>How long people waited.</summary>
    public TimeSpan Waited => Result.AnsweredAt - People;

    /// <summary>What it cost.</summary>
    public Pricing.Usd Cost => Result.Cost;
}
