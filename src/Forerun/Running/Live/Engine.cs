using System.Collections.Concurrent;
using Forerun.Guessing;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.CostAware;
using Forerun.Running.Limiting;
using Forerun.Running.Shelving;
using Forerun.Telemetry;
using Forerun.Workflows;

namespace Forerun.Running.Live;

/// <summary>What an engine works with. Time and ids are given, never taken.</summary>
/// <param name="Time">The clock.</param>
/// <param name="NewId">Makes the ids of runs that bring none.</param>
public sealed record EngineOptions(TimeProvider Time, Func<string> NewId)
{
    /// <summary>The settings that runs start with. Default: balanced, 0.01 USD per second, the price book that ships.</summary>
    public Settings Settings { get; init; } = new();

    /// <summary>
    /// What runs learn and hand on. Default: nothing yet. Runs of a named tenant share its rates, but have a <see cref="Memory"/> of their
    /// tenant's own and none of its predictors, since values never go from one tenant to another; see <see cref="LearnedOf"/>.
    /// </summary>
    public Learned Learned { get; init; } = new();

    /// <summary>
    /// What the runs of a tenant learn and hand on, asked at the start of each; null stands for a deployment with one tenant. It must keep
    /// the values of tenants apart. Default (null): <see cref="Learned"/>.
    /// </summary>
    public Func<string?, Learned>? LearnedOf { get; init; }

    /// <summary>Services for the steps of workflows: one scope for each attempt that asks for it. Default: none.</summary>
    public Func<AttemptScope>? NewScope { get; init; }

    /// <summary>Is told of each run once nothing of it is left, from any thread. What it throws is its own loss. Default: nobody.</summary>
    public Action<SettledRun>? OnSettled { get; init; }

    /// <summary>What all runs may use together. Default: no limits.</summary>
    public Limits? Limits { get; init; }

    /// <summary>Where decisions and dollars are written. Default: nowhere.</summary>
    public ILedger? Ledger { get; init; }

    /// <summary>Who is told what each run has really done. Default: nobody.</summary>
    public IRunRecorder? Recorder { get; init; }

    /// <summary>How much of what runs have paid for and not used is kept for later runs, and for how long.</summary>
    public ShelfOptions Shelf { get; init; } = new();

    /// <summary>What spans may hold. Default: no content.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>Makes a run's policy. Default: <see cref="CostAwarePolicy"/>.</summary>
    public Func<IPolicy> Policy { get; init; } = static () => new CostAwarePolicy();
}

/// <summary>Starts runs on the wall clock and turns them while they are under way.</summary>
public sealed partial class Engine(EngineOptions options)
{
    private readonly Lock turning = new();
    private readonly Tenants tenants = new(options);
    private readonly ConcurrentDictionary<LiveRun, bool> underWay = new();
    private readonly OuterShelf shelf = new(options.Shelf);
    private readonly Sweeping sweeping = new(options.Time, options.Shelf.IdleFor);
    private volatile Settings settings = Checked(options.Settings);

    /// <summary>The clock.</summary>
    internal TimeProvider Time => options.Time;

    /// <summary>Opens the services of an attempt; null: there are none.</summary>
    internal Func<AttemptScope>? NewScope => options.NewScope;

    /// <summary>The settings in force.</summary>
    public Settings Settings => settings;

    /// <summary>Starts a run of a program.</summary>
    /// <param name="program">What is due.</param>
    /// <param name="performer">Who does it.</param>
    /// <param name="tags">Whose run; null: a new id and nobody's.</param>
    /// <param name="cancellationToken">Gives the run up.</param>
    public LiveRun Start(IProgram program, IPerformer performer, Tags? tags = null, CancellationToken cancellationToken = default)
    {
        var run = New(program, new Fittings(_ => performer), tags, cancellationToken);
        run.Begin();
        return run;
    }

    /// <summary>Starts a run for a door that looks on, knows guesses of its own, and performs by the run's id.</summary>
    internal LiveRun Start(IProgram program, Fittings fittings, Tags? tags, CancellationToken cancellationToken)
    {
        var run = New(program, fittings, tags, cancellationToken);
        run.Begin();
        return run;
    }

    /// <summary>Starts a run of the user's own code, which asks for calls by itself.</summary>
    /// <param name="name">The workflow's name.</param>
    /// <param name="code">
    /// The code; what it returns is the run's answer, what it throws ends the run. When the run is given up its next
    /// <see cref="LiveRun.Ask"/> throws; the run does not wait for what else the code may be doing.
    /// </param>
    /// <param name="performer">Who does the calls.</param>
    /// <param name="tags">Whose run; null: a new id and nobody's.</param>
    /// <param name="cancellationToken">Gives the run up.</param>
    public LiveRun Start(
        string name, Func<LiveRun, Task<Value>> code, IPerformer performer, Tags? tags = null, CancellationToken cancellationToken = default)
    {
        var run = New(new Asks(name), new Fittings(_ => performer), tags, cancellationToken);
        run.Begin();
        _ = Task.Run(() => RunCodeAsync(run, code), CancellationToken.None);
        return run;
    }

    /// <summary>
    /// Turns dial, value of time, kill-switch or prices for all runs, those under way included: the next decision uses them, and bets in
    /// flight are weighed again.
    /// </summary>
    /// <exception cref="ArgumentException">The settings contradict themselves; all errors at once.</exception>
    public void Turn(Settings now)
    {
        Checked(now);
        lock (turning)
        {
            settings = isClosed ? now with { Enabled = false } : now;
            foreach (var run in underWay.Keys) run.Turn(settings);
        }
    }

    private static Settings Checked(Settings settings) => settings.Errors is { Count: > 0 } errors
        ? throw new ArgumentException(string.Join(" ", errors), nameof(settings))
        : settings;

    private static async Task RunCodeAsync(LiveRun run, Func<LiveRun, Task<Value>> code)
    {
        try
        {
            run.Conclude(await code(run).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The run's code returned null. Return Value.Null if there is no answer."));
        }
#pragma warning disable CA1031 // whatever the user's code throws is the run's end, thrown again to whoever awaits the answer
        catch (Exception e)
#pragma warning restore CA1031
        {
            run.Conclude(e);
        }
    }

    private LiveRun New(IProgram program, Fittings fittings, Tags? tags, CancellationToken cancellationToken)
    {
        fittings = fittings with { Began = fittings.Began ?? options.Time.GetTimestamp() };
        var policy = options.Policy();
        var run = Joined(program, fittings, policy, tags ?? new Tags(options.NewId(), program.Name, policy.Name));
        var registration = cancellationToken.UnsafeRegister(static state => ((LiveRun)state!).Abort(), run);
        _ = run.Settled.ContinueWith(
            settled =>
            {
                registration.Dispose();
                sweeping.Later(shelf);
                if (settled.IsCompletedSuccessfully) Tell(new SettledRun(run.Tags, settled.Result));
                Leave(run);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return run;
    }

    /// <summary>A new run, with the settings in force; none that is turned or closed from now on passes it by.</summary>
    private LiveRun Joined(IProgram program, Fittings fittings, IPolicy policy, Tags tags)
    {
        var learned = fittings.Of(tenants.Of(tags.Tenant), policy.Hears);
        var now = options.Time.GetUtcNow();
        shelf.Sweep(now);
        var membership = shelf.Join(tags, program.Name, now);
        try
        {
            lock (turning)
            {
                if (isClosed) throw new EngineClosedException(tags.Workflow);
                var ledger = fittings.Of(options.Ledger);
                var spans = RunSpans.Of(ledger, tags, options.Time, now, settings.Prices, options.Telemetry, fittings.Caller);
                var runOptions = new RunOptions(tags, learned)
                {
                    Settings = settings, Ledger = spans ?? ledger, Began = now,
                };
                var performer = fittings.Performer(tags.Run);
                var run = new LiveRun(
                    program, policy, runOptions, spans is null ? performer : new WatchedPerformer(performer, spans), options.Time, options.Limits, membership, options.Recorder,
                    training ??= new Training(Renew), fittings.Began!.Value);
                underWay[run] = true;
                return run;
            }
        }
        catch
        {
            membership?.Return(now);
            throw;
        }
    }

    private void Tell(SettledRun run)
    {
        try
        {
            options.OnSettled?.Invoke(run);
        }
#pragma warning disable CA1031 // whoever looks on may throw anything; the run is over
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }
}
