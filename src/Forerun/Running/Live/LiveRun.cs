using Forerun.Learning.Depth;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running.Attempts;
using Forerun.Running.Limiting;
using Forerun.Running.Shelving;
using Forerun.Workflows;

namespace Forerun.Running.Live;

/// <summary>Drives a machine on the wall clock: tasks for attempts, timers for times, a mailbox that makes them one writer.</summary>
public sealed partial class LiveRun
{
    private readonly RunMachine machine;
    private readonly IPerformer performer;
    private readonly TimeProvider time;
    private readonly Limits? limits;
    private readonly Mailbox mailbox;
    private readonly Timers timers;
    private readonly Membership? membership;
    private readonly RunOptions options;
    private readonly Training training;
    private readonly Tape? tape;
    private readonly long began;
    private readonly Dictionary<int, Flight> flights = [];
    private HashSet<int>? leaving;
    private volatile Dictionary<int, TimeSpan>? departed;
    private readonly TaskCompletionSource<Value> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<RunResult> settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Questions? questions;
    private Dictionary<int, Exception>? errors;
    private Exception? thrown;

    internal LiveRun(
        IProgram program, IPolicy policy, RunOptions options, IPerformer performer, TimeProvider time, Limits? limits, Membership? membership,
        IRunRecorder? recorder, Training training, long began)
    {
        this.training = training;
        this.options = options;
        tape = recorder is null ? null : new Tape(recorder);
        this.performer = performer;
        this.time = time;
        this.limits = limits;
        this.membership = membership;
        if (program is Asks) questions = new Questions();
        machine = new RunMachine(program, policy, membership is { Given.Count: > 0 } ? options with { Shelved = membership.Given } : options);
        this.began = began;
        timers = new Timers(time, () => Now);
        mailbox = new Mailbox(() => Now, Step, GiveUp);
        membership?.Listen(by => mailbox.Leave(new RunEvent(EventKind.Touched) { Reach = by }));
    }

    /// <summary>The run's id.</summary>
    public string Id => machine.Run;

    /// <summary>The answer; losers may still be under way.</summary>
    /// <exception cref="RunException">The run failed or its budget is used up.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled it.</exception>
    public Task<Value> Answer => answer.Task;

    /// <summary>What became of the run, once nothing of it is left: every loser awaited, disposed and charged.</summary>
    public Task<RunResult> Settled => settled.Task;

    /// <summary>The workflow's name.</summary>
    internal string Workflow => options.Tags.Workflow;

    /// <summary>Whose run it is.</summary>
    internal Ledgers.Tags Tags => options.Tags;

    /// <summary>How the run ended; null while it has not.</summary>
    internal Calibrating.Entry Entry => machine.Entry;

    internal RunEnd? Ended => machine.End;

    /// <summary>When the answer was known, since the run's beginning; of use once it is.</summary>
    internal TimeSpan AnsweredAt => machine.AnsweredAt;

    /// <summary>How much sooner it was answered than without bets; of use once it is.</summary>
    internal TimeSpan? Saved => machine.Saved;

    /// <summary>When what a real attempt has brought was known: when its staged effect had left or, without one, when it ended. From any thread.</summary>
    internal TimeSpan KnownAt(int attempt, TimeSpan ended) => departed is { } left && left.TryGetValue(attempt, out var at) ? at : ended;

    private TimeSpan Now => time.GetElapsedTime(began);

    /// <summary>Asks for a call from the user's own code.</summary>
    /// <exception cref="RunException">The call failed for good, or the run has ended.</exception>
    /// <exception cref="ArgumentException">The operation contradicts itself.</exception>
    public Task<Value> Ask(Operation operation, Value input)
    {
        var (call, answered) = (questions ?? throw new InvalidOperationException("This run's program asks by itself.")).Put(operation, input);
        if (call is not null) Post(new RunEvent(EventKind.Asked) { Call = call });
        return answered;
    }

    /// <summary>Turns dial, value of time, switch or prices; bets under way are weighed again, real calls are never touched.</summary>
    public void Turn(Settings settings) => Post(new RunEvent(EventKind.Turned) { Settings = settings });

    /// <summary>Gives the run up: everything under way is cancelled, awaited and charged.</summary>
    public void Abort() => Post(new RunEvent(EventKind.Aborted));

    internal Pricing.TokenUsage? ExpectedOf(Attempt attempt) =>
        options.Learned.Forecasts.Of(machine.Program, attempt.Call.Operation.KeyName)?.Usage;

    internal void Begin() => Post(new RunEvent(EventKind.Begun));

    internal void Conclude(Value value) => Post(new RunEvent(EventKind.Answered) { Value = value });

    internal void Conclude(Exception e)
    {
        mailbox.Post(() => thrown ??= e);
        Post(new RunEvent(EventKind.Threw) { Text = e.GetType().Name });
    }

    /// <summary>New weights serve a workflow; whoever learned them does not do this run's work.</summary>
    internal void Renew(DepthValues depths, string workflow, DepthWeights weights)
    {
        if (ReferenceEquals(options.Learned.Depths, depths) && machine.Program == workflow)
            mailbox.Leave(new RunEvent(EventKind.Renewed) { Weights = weights });
    }

    internal void Post(RunEvent happened) => mailbox.Post(happened);

    private void Step(ReadOnlySpan<RunEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened.Kind == EventKind.Progressed) tape?.Progressed(happened.Attempt, happened.At);
            if (happened.Attempt != 0) Land(happened);
        }

        if (HasGivenUp) return;
        var commands = machine.Step(events);
        for (var i = 0; i < commands.Count; i++)
        {
            if (commands[i] is { Kind: CommandKind.Start, Attempt: { } asked }) tape?.Asks(asked, events[0].Kind == EventKind.Begun ? TimeSpan.Zero : events[0].At);
            Do(commands[i]);
        }
    }

    /// <summary>A call has ended, or a staged effect has left. Runs that share anything learn of an effect before this one goes on.</summary>
    private void Land(RunEvent happened)
    {
        var id = happened.Attempt;
        if (happened.Kind is not (EventKind.Finished or EventKind.Failed or EventKind.Stopped or EventKind.Refused or EventKind.Committed)) return;
        if (leaving?.Remove(id) == true) membership?.Leaving();
        if (happened.Kind == EventKind.Committed) departed = new Dictionary<int, TimeSpan>(departed ?? []) { [id] = happened.At };
        if (!flights.Remove(id, out var flight)) return;
        membership?.Touch(machine.Attempts[id - 1].Call.Operation);
        if (flight.Error is { } error) (errors ??= [])[id] = error;
        flight.Dispose();
    }

    private void Do(in Command command)
    {
        var attempt = command.Attempt;
        switch (command.Kind)
        {
            case CommandKind.Start:
                if (attempt!.IsAuthoritative) performer.Wanted(attempt.Call, isBegun: false);
                Reserve(attempt);
                break;
            case CommandKind.Promote: Promote(attempt!); break;
            case CommandKind.Stop: Stop(attempt!); break;
            case CommandKind.Commit: Commit(attempt!); break;
            case CommandKind.Settle: Settle(attempt!, attempt!.Cost, attempt.Usage); break;
            case CommandKind.Release: Release(attempt!); break;
            case CommandKind.Wake: timers.At(command.At, () => Post(new RunEvent(EventKind.Woken))); break;
            case CommandKind.Known: Tell(command); break;
            case CommandKind.Learn: training.Take(options.Learned.Depths, machine.Program, command.Lesson!); break;
            case CommandKind.End: End(attempt); break;
            case CommandKind.Settled: SettleRun(); break;
            default: break;
        }
    }

    private void Tell(in Command known)
    {
        questions?.Answer(known.Slot!, known.Value, ErrorOf(known.Attempt));
        if (known.Value is { } value) performer.Known(machine.RealCall(known.Slot!)!, value);
    }

    private void Promote(Attempt attempt)
    {
        if (tickets?.GetValueOrDefault(attempt.Id) is { } held) limits!.Promote(held, time.GetUtcNow());
        performer.Wanted(attempt.Call, isBegun: true);
    }

    private void Start(Attempt attempt)
    {
        var flight = flights[attempt.Id] = new Flight(this, attempt);
        membership?.Touch(attempt.Call.Operation);
        Post(new RunEvent(EventKind.Granted, Attempt: attempt.Id));
        _ = Task.Run(() => flight.FlyAsync(performer));
    }

    private void Stop(Attempt attempt)
    {
        if (flights.TryGetValue(attempt.Id, out var flight)) flight.Cancel();
        else Post(new RunEvent(EventKind.Stopped, Attempt: attempt.Id) { Usage = Pricing.TokenUsage.Zero });
    }

    private void Commit(Attempt attempt)
    {
        (leaving ??= []).Add(attempt.Id);
        membership?.Leaving();
        _ = Task.Run(() => CommitAsync(attempt));
    }

    /// <summary>Nobody can call an effect back that is on its way, so giving the run up does not cancel it: it is awaited.</summary>
    private async Task CommitAsync(Attempt attempt)
    {
        try
        {
            var output = await performer.CommitAsync(attempt.Call, attempt.Output!, CancellationToken.None).ConfigureAwait(false);
            Post(new RunEvent(EventKind.Committed, Attempt: attempt.Id) { Value = output });
        }
#pragma warning disable CA1031 // an effect that may have left or not fails the run with its own error
        catch (Exception e)
#pragma warning restore CA1031
        {
            mailbox.Post(() => (errors ??= [])[attempt.Id] = e);
            Post(new RunEvent(EventKind.Failed, Attempt: attempt.Id) { Text = e.GetType().Name });
        }
    }
}
