using Forerun.Policies;
using Forerun.Running.Attempts;
using Forerun.Running.Limiting;
using Forerun.Running.Shelving;
using Forerun.Workflows;

namespace Forerun.Running.VirtualTime;

/// <summary>Drives a machine in virtual time.</summary>
public sealed class VirtualRun
{
    private readonly VirtualClock clock;
    private readonly IScriptSource source;
    private readonly Limits? limits;
    private readonly Membership? membership;
    private readonly TimeSpan began;
    private readonly List<RunEvent> events = [];
    private readonly Dictionary<int, Course> running = [];
    private readonly Dictionary<int, Ticket> tickets = [];
    private readonly DateTimeOffset wallClock;

    /// <summary>Begins a run at the clock's present.</summary>
    public VirtualRun(
        VirtualClock clock, IProgram program, IPolicy policy, RunOptions options, IScriptSource source, Limits? limits = null,
        OuterShelf? shelf = null)
    {
        this.clock = clock;
        this.source = source;
        this.limits = limits;
        began = clock.Now;
        wallClock = options.Began;
        membership = shelf?.Join(options.Tags, program.Name, options.Began);
        Options = membership is { Given.Count: > 0 } ? options with { Shelved = membership.Given } : options;
        Machine = new RunMachine(program, policy, Options);
        membership?.Listen(Touched);
        Post(new RunEvent(EventKind.Begun, TimeSpan.Zero));
    }

    /// <summary>What a lesson takes in virtual time, from when a chain closes until the new weights serve: 10 ms, declared and not measured.</summary>
    public static readonly TimeSpan LessonTakes = TimeSpan.FromMilliseconds(10);

    /// <summary>What the run began with, what others have left it included. With its journal that is all it takes to run it again.</summary>
    public RunOptions Options { get; }

    /// <summary>The machine.</summary>
    public RunMachine Machine { get; }

    /// <summary>Seconds and calls in flight, until the answer.</summary>
    public Meter Meter { get; } = new();

    /// <summary>
    /// The events of each step so far: the run's journal, which gives a new machine the same commands. What was taken in together stays
    /// together, since decisions fall between steps. Kept only if this is set before the clock runs.
    /// </summary>
    public List<RunEvent[]>? Journal { get; set; }

    private TimeSpan Now => clock.Now - began;

    /// <summary>Lets something happen to the run at a time since its beginning.</summary>
    public void PostAt(TimeSpan at, EventKind kind, Settings? settings = null) =>
        clock.At(began + at, this, new RunEvent(kind, at) { Settings = settings });

    /// <summary>Whether an event still concerns the run: what a call would have done after it was stopped does not.</summary>
    internal bool Take(RunEvent happened)
    {
        if (Machine.End is null) Meter.Until(Now);
        var attempt = happened.Attempt == 0 ? null : Machine.Attempts[happened.Attempt - 1];
        switch (happened.Kind)
        {
            case EventKind.Progressed or EventKind.Retried when !running.ContainsKey(happened.Attempt):
                return false;
            case EventKind.Finished or EventKind.Failed or EventKind.Stopped or EventKind.Refused when running.Remove(happened.Attempt):
                membership?.Touch(attempt!.Call.Operation);
                Meter.Ended(attempt!);
                break;
            case EventKind.Finished or EventKind.Failed:
                return false;
            case EventKind.Stopped when !attempt!.IsOpen:
                return false;
            default:
                break;
        }

        events.Add(happened with { At = Now });
        return true;
    }

    internal void Step()
    {
        Journal?.Add([.. events]);
        var commands = Machine.Step(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(events));
        events.Clear();
        for (var i = 0; i < commands.Count; i++) Do(commands[i]);
    }

    private void Do(in Command command)
    {
        switch (command.Kind)
        {
            case CommandKind.Start: Reserve(command.Attempt!); break;
            case CommandKind.Promote: if (tickets.TryGetValue(command.Attempt!.Id, out var held)) limits?.Promote(held, Clock); break;
            case CommandKind.Stop: Stop(command.Attempt!); break;
            case CommandKind.Commit:
                membership?.Leaving();
                source.Commit(command.Attempt!.Call);
                membership?.Leaving();
                Post(new RunEvent(EventKind.Committed, Now, command.Attempt!.Id));
                break;
            case CommandKind.Settle: Settle(command.Attempt!, command.Attempt!.Cost, command.Attempt.Usage); break;
            case CommandKind.Release: Release(command.Attempt!); break;
            case CommandKind.Wake: Post(new RunEvent(EventKind.Woken, command.At), command.At); break;
            case CommandKind.Learn: Learn(command.Lesson!); break;
            case CommandKind.Settled:
                limits?.Forget(Machine.Run);
                membership?.Leave(Machine.Left, Machine.Touches, Clock);
                break;
            default: break;
        }
    }

    /// <summary>Known at once, so that nothing decided from now on, in this very moment, stands on an older world.</summary>
    private void Touched(Reach by)
    {
        events.Add(new RunEvent(EventKind.Touched, Now) { Reach = by });
        Post(new RunEvent(EventKind.Woken, Now));
    }

    /// <summary>Learned at once, so that it does not matter which thread is quicker; it serves when the lesson's time has passed.</summary>
    private void Learn(Learning.Depth.DepthLesson lesson)
    {
        var weights = Options.Learned.Depths.Learn(Machine.Program, lesson);
        Post(new RunEvent(EventKind.Renewed, Now + LessonTakes) { Weights = weights }, Now + LessonTakes);
    }

    private DateTimeOffset Clock => wallClock + Now;

    private void Reserve(Attempt attempt)
    {
        if (limits is null)
        {
            Start(attempt);
            return;
        }

        Reserve(NewTicket(attempt), attempt);
    }

    private Ticket NewTicket(Attempt attempt) => tickets[attempt.Id] = new Ticket(
            Machine.Run, $"'{attempt.Call.Slot}' ({attempt.Call.Operation.Name})", Machine.WorstOf(attempt),
            () => clock.At(clock.Now, () => Reserve(attempt.Id)),
            () => Post(new RunEvent(EventKind.Evicted, Now, attempt.Id)))
        {
            IsSpeculative = !attempt.IsAuthoritative,
            Model = attempt.Call.Operation.Model,
        };

    private void Reserve(int id)
    {
        var attempt = Machine.Attempts[id - 1];
        var waits = running.TryGetValue(id, out var course) ? course.Waits : attempt.State == AttemptState.Waiting;
        if (waits && tickets.TryGetValue(id, out var ticket)) Reserve(ticket, attempt);
    }

    private void Reserve(Ticket ticket, Attempt attempt)
    {
        var reply = limits!.Reserve(ticket, Clock);
        if (reply.Granted)
        {
            if (running.TryGetValue(attempt.Id, out var course)) FlyAgain(attempt, course);
            else Start(attempt);
        }
        else if (reply.Refusal is { } refusal)
        {
            tickets.Remove(attempt.Id);
            Post(new RunEvent(EventKind.Refused, Now, attempt.Id) { Text = refusal });
        }
        else if (reply.TryAt is { } at)
        {
            clock.At(began + (at - wallClock), () => Reserve(attempt.Id));
        }
    }

    private void Start(Attempt attempt)
    {
        var script = source.Of(attempt.Call);
        membership?.Touch(attempt.Call.Operation);
        if (attempt.IsAuthoritative && attempt.Call.Operation.Effect != Effects.Effect.None) source.Begin(attempt.Call);
        if (limits is null) events.Add(new RunEvent(EventKind.Granted, Now, attempt.Id));
        else Post(new RunEvent(EventKind.Granted, Now, attempt.Id));
        Meter.Began(attempt);
        Fly(attempt, running[attempt.Id] = new Course(script));
    }

    private void FlyAgain(Attempt attempt, Course course)
    {
        Post(new RunEvent(EventKind.Granted, Now, attempt.Id));
        Fly(attempt, course);
    }

    /// <summary>One try: it fails at once, or it takes its time and is the last.</summary>
    private void Fly(Attempt attempt, Course course)
    {
        var script = course.Script;
        course.Waits = false;
        source.Try(script);
        if (course.Tried < script.FailedTries.Count)
        {
            Post(new RunEvent(EventKind.Retried, Now, attempt.Id) { Text = "scripted", Usage = script.FailedTries[course.Tried++].Usage });
            return;
        }

        course.StartedAt = Now;
        foreach (var (at, soFar) in script.Chunks)
            Post(new RunEvent(EventKind.Progressed, Now + at, attempt.Id) { Text = soFar.Text, Fraction = soFar.Fraction }, Now + at);
        Post(
            new RunEvent(script.Error is null ? EventKind.Finished : EventKind.Failed, Now + script.Duration, attempt.Id)
            {
                Value = script.Output, Usage = script.Usage, Text = script.Error, IsAnswer = script.IsAnswer,
            },
            Now + script.Duration);
    }

    private void Stop(Attempt attempt)
    {
        if (!running.TryGetValue(attempt.Id, out var call))
        {
            Post(new RunEvent(EventKind.Stopped, Now, attempt.Id) { Usage = Pricing.TokenUsage.Zero });
            return;
        }

        if (call.StartedAt is not { } startedAt)
        {
            Post(new RunEvent(EventKind.Stopped, Now, attempt.Id) { Usage = Pricing.TokenUsage.Zero });
            return;
        }

        var end = startedAt + call.Script.Duration;
        var stops = Now + call.Script.StopsAfter;
        if (stops >= end) return;
        var fraction = call.Script.Duration > TimeSpan.Zero ? (stops - startedAt).Ticks / (decimal)call.Script.Duration.Ticks : 1;
        Post(new RunEvent(EventKind.Stopped, stops, attempt.Id) { Usage = call.Script.Usage, Fraction = fraction }, stops);
    }

    private void Settle(Attempt attempt, Pricing.Usd? cost, Pricing.TokenUsage? usage)
    {
        if (!tickets.Remove(attempt.Id, out var ticket)) return;
        if (attempt is { State: AttemptState.Finished, IsAuthoritative: true }) limits!.Passed(ticket, Clock);
        limits!.Settle(ticket, cost, usage, Clock);
    }

    /// <summary>A try has failed: after its wait the next one begins, if there is room for it.</summary>
    private void Release(Attempt attempt)
    {
        Settle(attempt, attempt.Failed!.LastCost, attempt.Failed.LastUsage);
        if (!running.TryGetValue(attempt.Id, out var course)) return;
        clock.At(clock.Now + course.Script.FailedTries[course.Tried - 1].Wait, () =>
        {
            if (!running.ContainsKey(attempt.Id)) return;
            course.Waits = true;
            if (limits is null) FlyAgain(attempt, course);
            else Reserve(NewTicket(attempt), attempt);
        });
    }

    private void Post(RunEvent happened, TimeSpan? at = null) => clock.At(began + (at ?? Now), this, happened);

    /// <summary>How far a call has come: through the tries that fail, then into the one that counts.</summary>
    private sealed class Course(Script script)
    {
        public Script Script => script;

        public int Tried { get; set; }

        /// <summary>Whether it waits for the room of its next try.</summary>
        public bool Waits { get; set; }

        /// <summary>When its last try began; null: it has not yet.</summary>
        public TimeSpan? StartedAt { get; set; }
    }
}
