using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running.Attempts;
using Forerun.Running.Limiting;
using Forerun.Workflows;

namespace Forerun.Running.Live;

/// <summary>Drives a machine on the wall clock: tasks for attempts, timers for times, a mailbox that makes them one writer.</summary>
public sealed partial class LiveRun
{
    private readonly RunMachine machine;
    private readonly RunOptions options;
    private readonly IPerformer performer;
    private readonly TimeProvider time;
    private readonly Limits? limits;
    private readonly Mailbox mailbox;
    private readonly Tape? tape;
    private readonly long began;
    private readonly Dictionary<int, Flight> flights = [];
    private readonly TaskCompletionSource<Value> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<RunResult> settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Questions? questions;
    private Exception? error;

    internal LiveRun(IProgram program, IPolicy policy, RunOptions options, IPerformer performer, TimeProvider time, Limits? limits, IRunRecorder? recorder)
    {
        this.options = options;
        tape = recorder is null ? null : new Tape(recorder);
        this.performer = performer;
        this.time = time;
        this.limits = limits;
        machine = new RunMachine(program, policy, options);
        began = time.GetTimestamp();
        mailbox = new Mailbox(() => time.GetElapsedTime(began), StepOrGiveUp);
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

    /// <summary>How the run ended; null while it has not.</summary>
    internal RunEnd? End => machine.End;

    /// <summary>When the answer was known, since the run's beginning; of use once it is.</summary>
    internal TimeSpan AnsweredAt => machine.AnsweredAt;

    /// <summary>Asks for a call from the user's own code.</summary>
    /// <exception cref="RunException">The call failed for good, or the run has ended.</exception>
    public Task<Value> Ask(Operation operation, Value input)
    {
        var (call, answered) = (questions ?? throw new InvalidOperationException("This run's program asks by itself.")).Put(operation, input);
        Post(new RunEvent(EventKind.Asked) { Call = call });
        return answered;
    }

    /// <summary>Turns dial, value of time, switch or prices; bets under way are weighed again, real calls are never touched.</summary>
    public void Turn(Settings settings) => Post(new RunEvent(EventKind.Turned) { Settings = settings });

    /// <summary>Gives the run up: everything under way is cancelled, awaited and charged.</summary>
    public void Abort() => Post(new RunEvent(EventKind.Aborted));

    internal Pricing.TokenUsage? ExpectedOf(Attempt attempt) =>
        options.Learned.Forecasts.Of(machine.Program, attempt.Call.Operation.KeyName)?.Usage;

    internal void Begin(bool asks = false)
    {
        if (asks) questions = new Questions();
        Post(new RunEvent(EventKind.Begun));
    }

    internal void Conclude(Value value) => Post(new RunEvent(EventKind.Answered) { Value = value });

    internal void Conclude(Exception thrown)
    {
        error ??= thrown;
        Abort();
    }

    internal void Post(RunEvent happened) => mailbox.Post(happened);

    /// <summary>A fault in here must be seen by who waits for the run; without this it would wait for ever.</summary>
    private void StepOrGiveUp(ReadOnlySpan<RunEvent> events)
    {
        try
        {
            Step(events);
        }
#pragma warning disable CA1031 // handed on to whoever awaits the run
        catch (Exception e)
#pragma warning restore CA1031
        {
            answer.TrySetException(e);
            settled.TrySetException(e);
            questions?.Close(e.Message);
        }
    }

    private void Step(ReadOnlySpan<RunEvent> events)
    {
        foreach (var happened in events)
            if (happened.Kind is EventKind.Finished or EventKind.Failed or EventKind.Stopped or EventKind.Refused) Land(happened.Attempt);
            else if (happened.Kind == EventKind.Progressed) tape?.Progressed(happened.Attempt, happened.At);
        var commands = machine.Step(events);
        for (var i = 0; i < commands.Count; i++) Do(commands[i]);
    }

    private void Land(int attempt)
    {
        if (!flights.Remove(attempt, out var flight)) return;
        if (machine.Attempts[attempt - 1].IsAuthoritative) error = flight.Error ?? error; // what fails on a guess is nobody's failure
        flight.Dispose();
    }

    private void Do(in Command command)
    {
        var attempt = command.Attempt;
        switch (command.Kind)
        {
            case CommandKind.Start: Reserve(attempt!); break;
            case CommandKind.Promote: if (tickets?.GetValueOrDefault(attempt!.Id) is { } held) limits!.Promote(held, time.GetUtcNow()); break;
            case CommandKind.Stop: Stop(attempt!); break;
            case CommandKind.Commit: _ = Task.Run(() => CommitAsync(attempt!)); break;
            case CommandKind.Settle: Settle(attempt!, attempt!.Cost, attempt.Usage); break;
            case CommandKind.Release: Release(attempt!); break;
            case CommandKind.Wake: At(command.At, () => Post(new RunEvent(EventKind.Woken))); break;
            case CommandKind.Known: questions?.Answer(command.Slot!, command.Value, error); break;
            case CommandKind.End: Conclude(); break;
            case CommandKind.Settled: SettleRun(); break;
            default: break;
        }
    }

    private void Start(Attempt attempt)
    {
        var flight = flights[attempt.Id] = new Flight(this, attempt);
        Post(new RunEvent(EventKind.Granted, Attempt: attempt.Id));
        _ = Task.Run(() => flight.FlyAsync(performer));
    }

    private void Stop(Attempt attempt)
    {
        if (flights.TryGetValue(attempt.Id, out var flight)) flight.Cancel();
        else Post(new RunEvent(EventKind.Stopped, Attempt: attempt.Id) { Usage = Pricing.TokenUsage.Zero });
    }

    private async Task CommitAsync(Attempt attempt)
    {
        try
        {
            var leaves = time.GetTimestamp();
            var output = await performer.CommitAsync(attempt.Call, attempt.Output!, CancellationToken.None).ConfigureAwait(false);
            tape?.Left(attempt.Id, time.GetElapsedTime(leaves));
            Post(new RunEvent(EventKind.Committed, Attempt: attempt.Id) { Value = output });
        }
#pragma warning disable CA1031 // an effect that could not leave fails the run with its own error
        catch (Exception e)
#pragma warning restore CA1031
        {
            error = e;
            Post(new RunEvent(EventKind.Failed, Attempt: attempt.Id) { Text = e.GetType().Name });
        }
    }

    /// <summary>Timers count whole milliseconds and may fire a little early; what is not due yet waits again.</summary>
    private void At(TimeSpan at, Action action)
    {
        var wait = at - time.GetElapsedTime(began);
        ITimer? timer = null;
        timer = time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                if (time.GetElapsedTime(began) < at) At(at, action);
                else action();
            },
            null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Conclude()
    {
        switch (machine.End)
        {
            case RunEnd.Answered: answer.TrySetResult(machine.Answer!); break;
            case RunEnd.Cancelled when error is null: answer.TrySetCanceled(CancellationToken.None); break;
            case RunEnd.Cancelled: answer.TrySetException(error!); break;
            default: answer.TrySetException(new RunException(machine.End!.Value, machine.Detail ?? "the run failed", error)); break;
        }

        questions?.Close(machine.Detail);
    }

    private void SettleRun()
    {
        limits?.Forget(machine.Run);
        tape?.Record(options.Tags, machine, questions is not null);
        settled.TrySetResult(machine.Result!);
    }
}
