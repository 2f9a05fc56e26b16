using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running.Attempts;
using Forerun.Running.Betting;
using Forerun.Running.Limiting;
using Forerun.Running.Shelving;
using Forerun.Running.Waiting;
using Forerun.Workflows;

namespace Forerun.Running;

/// <summary>
/// The heart: one run as a pure state machine, (state, events) → (state, commands). Right by key, early by guess: what really happens
/// is decided by the real world alone, which adopts attempts by key; guesses decide only what is started early and what is dropped.
/// No clock, randomness, ids, locks or awaits in here. Live, tasks feed it; in replay a trace; in the simulator a seed; after a crash
/// its journal.
/// </summary>
public sealed partial class RunMachine
{
    private readonly RunOptions options;
    private readonly IProgram program;
    private readonly IPolicy policy;
    private readonly Shelf attempts;
    private readonly World real;
    private readonly Situation situation;
    private readonly Accounts accounts;
    private readonly Holding holding;
    private readonly Commits commits;
    private readonly RealPath? path;
    private readonly List<Command> commands = [];
    private readonly List<Call> due = [];
    private readonly Retries retries = new();
    private HashSet<string>? questions;
    private SortedSet<string>? unknown;
    private TimeSpan answeredAt;
    private (TimeSpan Waited, TimeSpan WithoutBets)? waits;
    private Value? answer;
    private RunEnd? end;
    private string? detail;

    /// <summary>A run that has not begun. Feed it <see cref="EventKind.Begun"/> first.</summary>
    public RunMachine(IProgram program, IPolicy policy, RunOptions options)
    {
        this.program = program;
        this.policy = policy;
        this.options = options;
        attempts = new Shelf(options.Shelved, options.Began);
        real = new World(attempts, program.Topic);
        situation = new Situation(program, attempts, real, options.Learned, Aimed(options.Settings), options.Began);
        var staging = new Staging(options, situation);
        accounts = new Accounts(options, situation, attempts, staging);
        staging.Write = accounts.Write;
        situation.Sunk = accounts.SunkIn;
        holding = new Holding(policy, options, situation, attempts, accounts, staging, commands);
        commits = new Commits(commands);
        path = options is { Ledger: null, Settings.Target: null } ? null : new RealPath();
    }

    /// <summary>The run's id.</summary>
    public string Run => options.Tags.Run;

    /// <summary>The name of its program.</summary>
    public string Program => program.Name;

    /// <summary>How edges come to be bet on, by the settings in force.</summary>
    internal Calibrating.Entry Entry => situation.Settings.Gates.Entry;

    /// <summary>What became of the run; null until it is settled.</summary>
    public RunResult? Result { get; private set; }

    /// <summary>How the run ended; null while it has not.</summary>
    public RunEnd? End => end;

    /// <summary>What went wrong, if anything did, and which effects may have taken place or not.</summary>
    public string? Detail => unknown is not { Count: > 0 } ? detail
        : $"{(detail is null ? "" : $"{detail}; ")}it is not known whether the effect of {string.Join(", ", unknown)} took place, look before you run it again";

    /// <summary>What the program or the ledger threw, if that ended the run.</summary>
    internal Exception? Fault { get; private set; }

    /// <summary>When the run ended, since its beginning.</summary>
    internal TimeSpan AnsweredAt => answeredAt;

    /// <summary>How much sooner it was answered than without bets; of use once it is. Null where nobody writes it down.</summary>
    internal TimeSpan? Saved => waits?.WithoutBets - waits?.Waited;

    /// <summary>The answer, once there is one.</summary>
    public Value? Answer => answer;

    /// <summary>The attempts so far.</summary>
    public IReadOnlyList<Attempt> Attempts => attempts.All;

    /// <summary>What the run has not used and later runs may, once it is settled.</summary>
    public IReadOnlyList<Shelved> Left { get; private set; } = [];

    /// <summary>How many effects of other runs it has taken in.</summary>
    public int Touches => attempts.Touches;

    /// <summary>
    /// Takes in the events of one moment, and gives what is to be done. Everything that happened at that moment is known before
    /// anything is decided. The list is the machine's own and holds until the next step.
    /// </summary>
    public IReadOnlyList<Command> Step(ReadOnlySpan<RunEvent> events)
    {
        commands.Clear();
        if (Result is not null) return commands;
        foreach (var e in events)
        {
            attempts.Now = e.At;
            Apply(e);
        }

        EndIfUnwritten();
        if (end is null) Advance();
        if (end is null) holding.Reconsider();
        else holding.DropAll();
        EndIfUnwritten();
        if (end is not null && attempts.Open == 0 && commits.IsEmpty && Result is null) Settle();
        return commands;
    }

    /// <summary>The worst that an attempt can use, for whoever reserves room for it.</summary>
    public Worst WorstOf(Attempt attempt) => Till.Worst(attempt.Settings, attempt.Call.Operation, options.Began + attempt.RequestedAt);

    /// <summary>The call that the real world has asked for a slot; null if it has not.</summary>
    internal Call? RealCall(string slot) => real.Asked(slot);

    private void Apply(RunEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Asked: (questions ??= []).Add(e.Call!.Slot); Ask(e.Call); break;
            case EventKind.Answered: Conclude(RunEnd.Answered, e.Value); break;
            case EventKind.Granted: Grant(attempts[e.Attempt]); break;
            case EventKind.Refused: Refuse(attempts[e.Attempt], e); break;
            case EventKind.Retried: Retried(attempts[e.Attempt], e); break;
            case EventKind.Evicted: holding.Evict(attempts[e.Attempt]); break;
            case EventKind.Progressed:
                if (attempts[e.Attempt] is { IsOpen: true } open) open.Growing = new Growing(e.Text ?? "", e.Fraction);
                break;
            case EventKind.Finished: Finish(attempts[e.Attempt], e); break;
            case EventKind.Failed: Fail(attempts[e.Attempt], e); break;
            case EventKind.Stopped: Stop(attempts[e.Attempt], e); break;
            case EventKind.Committed: Commit(attempts[e.Attempt], e.Value); break;
            case EventKind.Turned: Turn(e.Settings!); break;
            case EventKind.Woken: Retry(e.At); break;
            case EventKind.Aborted: Conclude(RunEnd.Cancelled, null, "the caller cancelled the run"); break;
            case EventKind.Threw: Conclude(RunEnd.Failed, null, $"the code of '{program.Name}' threw {e.Text}"); break;
            case EventKind.Renewed: situation.DepthWeights = e.Weights!; break;
            case EventKind.Touched: attempts.Touched(e.Reach); break;
            default: break;
        }
    }

    /// <summary>The real world asks for a call. If an attempt with the same key may be adopted, it is; else one is started.</summary>
    private void Ask(Call call)
    {
        if (end is not null) return;
        if (!IsThere(call) && real.Withdraw(call.Slot)) return; // what had read the guess is gone: the call is due with the truth
        real.Ask(call);
        path?.Ask(call, attempts.Now, IsQuestion(call.Slot));
        situation.Asked(call);
        if (call.Operation.Effect != Effects.Effect.None)
        {
            if (call.Operation.Effect == Effects.Effect.Staged) commits.Expect(call.Slot);
            attempts.Effects++;
        }

        AdoptOrStart(call);
    }

    private bool IsThere(Call call) => attempts.Adoptable(call.Key) is not null || attempts.Given(call.Key) is not null;

    private void AdoptOrStart(Call call)
    {
        accounts.Asked(call);
        if (attempts.Adoptable(call.Key) is { } attempt) Adopt(attempt, call);
        else if (attempts.Take(call.Key) is { } item) Unshelve(item, call);
        else Start(call);
    }

    /// <summary>An earlier run has paid for the call already.</summary>
    private void Unshelve(Shelved item, Call call)
    {
        var attempt = attempts.Add(call, item, situation.Settings);
        attempt.Wanted.Add(call.Slot);
        accounts.Unshelved(attempt, item);
        Deliver(attempt, call.Slot);
    }

    private void Start(Call call)
    {
        var attempt = attempts.Add(call, Standing.Authoritative, situation.Settings);
        attempt.Wanted.Add(call.Slot);
        commands.Add(new Command(CommandKind.Start, attempt));
    }

    private void Adopt(Attempt attempt, Call call)
    {
        var first = !attempt.IsAuthoritative;
        attempt.Wanted.Add(call.Slot);
        if (first) accounts.Adopted(attempt);
        if (first) path?.Adopt(call.Slot, attempt.HeadStart);
        else path?.Share(call.Slot, attempt.Wanted[0]);
        if (first) commands.Add(new Command(CommandKind.Promote, attempt));
        if (attempt.State == AttemptState.Finished) Deliver(attempt, call.Slot);
    }

    /// <summary>A call has its output. A staged effect leaves first, in the order in which the real world asked.</summary>
    private void Deliver(Attempt attempt, string slot)
    {
        path?.Prepare(slot, attempts.Now);
        if (attempt.Call.Operation.Effect == Effects.Effect.Staged) commits.Ready(slot, attempt);
        else Know(slot, attempt.Output!);
    }

    private void Commit(Attempt attempt, Value? output)
    {
        attempt.Output = output ?? attempt.Output;
        commits.Left(attempt);
        foreach (var slot in attempt.Wanted) Know(slot, attempt.Output!);
    }

    private void Know(string slot, Value value)
    {
        real.Know(slot, value);
        path?.Know(slot, attempts.Now);
        situation.Equivalents.Known(slot, value);
        situation.Known(slot);
        var call = real.Asked(slot)!;
        unknown?.Remove(Named(slot, call.Operation));
        commands.Add(new Command(CommandKind.Known) { Slot = slot, Value = value });
        if (call.Operation.Effect != Effects.Effect.None) attempts.Effects++;
        accounts.Know(slot, value);
        if (!situation.Settings.Enabled) return; // nobody guesses, so nobody remembers values either
        Quietly(() => policy.Observe(call, value));
        Quietly(() => options.Learned.Predictor.Observe(real, call, value, situation.ReadingsOf(slot)));
    }

    /// <summary>Settings with the dial where their target has brought it; the same without a target.</summary>
    private Settings Aimed(Settings settings)
    {
        if (settings.Target is not { } target) return settings;
        var heading = options.Learned.Aims.HeadingOf(program.Name, target, settings.Dial);
        return settings with { Dial = heading.Dial, Enabled = settings.Enabled && !heading.IsHeld };
    }

    private void Turn(Settings settings)
    {
        settings = Aimed(settings);
        situation.Settings = settings;
        accounts.Write(new SettingsRow(
            options.Tags, attempts.Now, settings.Dial, settings.ValueOfTime, settings.Enabled, settings.Prices.Version));
    }
}
