using Forerun.Guessing;
using Forerun.Guessing.Contexts;
using Forerun.Guessing.Ranking;
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
    private readonly Dictionary<string, Values> tenants = [];
    private readonly Acceptance acceptance;
    private readonly Learned learned;
    private readonly DateTimeOffset began;

    public Pass(IEnumerable<TraceRun> runs, ReplayOptions options)
    {
        this.options = options;
        workloads = runs.GroupBy(r => r.Workload).ToDictionary(g => g.Key, g => new Workload(g.Key, [.. g]));
        began = Curriculum.Began(options);
        learned = new Learned();
        acceptance = Ranked.NewAcceptance();
    }

    private Pass(Pass trained)
    {
        options = trained.options;
        workloads = trained.workloads;
        began = trained.began;
        learned = new Learned
        {
            Beliefs = trained.learned.Beliefs.Copy(), Forecasts = trained.learned.Forecasts.Copy(), Winnings = trained.learned.Winnings.Copy(),
        };
        acceptance = trained.acceptance.Copy();
        foreach (var (workload, (shape, flow)) in trained.shown) shown[workload] = (shape.Copy(), flow.Copy());
        foreach (var (tenant, values) in trained.tenants) tenants[tenant] = values.Copy();
    }

    /// <summary>A pass that has learned the same and learns on by itself.</summary>
    public Pass Copy() => new(this);

    /// <summary>Replays one run.</summary>
    public ReplayedRun Replay(TraceRun run, string policy, ILedger? ledger, CancellationToken cancellation)
    {
        var workload = workloads[run.Workload];
        if (!shown.TryGetValue(run.Workload, out var known)) shown[run.Workload] = known = (new Shape(), new ControlFlow());
        var program = new TraceProgram(run, workload, known.Shape, known.Flow, PolicyNames.Foresees(policy));
        var world = new TraceWorld(run, program, learned.Forecasts);
        var drafter = new RecordedDrafter(run, program);
        var chosen = PolicyNames.Parse(policy)(new Record(run, program, world));
        IProgram steps = chosen is EpisodePolicy episodes ? new EpisodeProgram(program, drafter, episodes) : program;
        var runOptions = new RunOptions(
            new Tags(run.Run, run.Workload, policy, run.Tenant, run.Conversation),
            learned with { Predictor = PredictorOf(policy, run, drafter) })
        {
            Settings = options.SettingsFor(run), Ledger = ledger, Began = began,
        };
        var clock = new VirtualClock();
        var driver = new VirtualRun(clock, steps, chosen, runOptions, world);
        clock.Run(cancellation);
        known.Shape.Observe(program.OwnPlan);
        var result = driver.Machine.Result ?? throw new InvalidOperationException($"Run '{run.Run}' did not settle.");
        return new ReplayedRun(run.Run, result, driver.Meter.People, driver.Meter.Peak, driver.Meter.Busy);
    }

    private IPredictor PredictorOf(string policy, TraceRun run, RecordedDrafter drafter)
    {
        var values = ValuesOf(run.Tenant);
        return PolicyNames.Ranks(policy) ? new Ranked(values.Contexts, acceptance, drafter) : new Predictors(drafter, values.MostFrequent);
    }

    /// <summary>What a tenant's calls have returned: values never cross tenants, rates may.</summary>
    private Values ValuesOf(string? tenant)
    {
        if (!tenants.TryGetValue(tenant ?? "", out var values)) tenants[tenant ?? ""] = values = new Values(new MostFrequent(), new ContextMixture());
        return values;
    }

    /// <summary>The values of one tenant, as the policies' predictors keep them.</summary>
    private sealed record Values(MostFrequent MostFrequent, ContextMixture Contexts)
    {
        public Values Copy() => new(MostFrequent.Copy(), Contexts.Copy());
    }
}

/// <summary>What became of one replayed run.</summary>
internal sealed record ReplayedRun(string Run, RunResult Result, TimeSpan People, int Peak, TimeSpan Busy)
{
    /// <summary>How long people waited.</summary>
    public TimeSpan Waited => Result.AnsweredAt - People;

    /// <summary>What it cost.</summary>
    public Pricing.Usd Cost => Result.Cost;
}
