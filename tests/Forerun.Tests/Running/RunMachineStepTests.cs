using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running;
using Forerun.Workflows;

namespace Forerun.Tests.Running;

public class RunMachineStepTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Step_WithTwoEndsOfOneAttemptInOneMoment_SettlesOnce()
    {
        var machine = Machine(Tool("look"));
        machine.Step([new RunEvent(EventKind.Begun, default)]);
        machine.Step([new RunEvent(EventKind.Aborted, Second)]);
        machine.Step([new RunEvent(EventKind.Refused, Second, 1), new RunEvent(EventKind.Stopped, Second, 1)]);
        Assert.Equal(RunEnd.Cancelled, machine.Result?.End);
    }

    [Fact]
    public void Step_WithACallGivenUpBeforeItStarted_ChargesNothing()
    {
        var machine = Machine(Tool("look"));
        machine.Step([new RunEvent(EventKind.Begun, default)]);
        machine.Step([new RunEvent(EventKind.Aborted, Second)]);
        machine.Step([new RunEvent(EventKind.Stopped, Second, 1)]);
        Assert.Equal(0, machine.Result?.Cost.Amount);
        Assert.False(machine.Attempts[0].HasStarted);
    }

    [Fact]
    public void Step_WithARetryOfWhatSomebodyElseHasAskedForSince_StartsNoSecondAttempt()
    {
        var look = Tool("look") with { Deterministic = true, Tries = 2 };
        var machine = new RunMachine(new Asks("asks"), new SequentialPolicy(), Options());
        machine.Step([new RunEvent(EventKind.Asked, default) { Call = Ask("a", look) }]);
        machine.Step([new RunEvent(EventKind.Granted, default, 1)]);
        machine.Step([new RunEvent(EventKind.Failed, Second, 1)]);
        machine.Step([new RunEvent(EventKind.Asked, Second) { Call = Ask("b", look) }]);
        var commands = machine.Step([new RunEvent(EventKind.Woken, 2 * Second)]);
        Assert.DoesNotContain(commands, c => c.Kind == CommandKind.Start);
        Assert.Equal(2, machine.Attempts.Count);
    }

    [Fact]
    public void Step_WithARunGivenUpWhileAnEffectLeaves_LetsNoFurtherOneLeave()
    {
        var send = Tool("send") with { Effect = Effect.Staged };
        var machine = new RunMachine(new Asks("asks"), new SequentialPolicy(), Options());
        machine.Step([new RunEvent(EventKind.Asked, default) { Call = Ask("a", send) }, new RunEvent(EventKind.Asked, default) { Call = Ask("b", send) }]);
        machine.Step([new RunEvent(EventKind.Granted, default, 1), new RunEvent(EventKind.Granted, default, 2)]);
        var first = machine.Step([Done(1), Done(2)]).Where(c => c.Kind == CommandKind.Commit).Select(c => c.Attempt!.Id).ToList();
        machine.Step([new RunEvent(EventKind.Aborted, Second)]);
        var then = machine.Step([new RunEvent(EventKind.Committed, 2 * Second, 1)]);
        Assert.Equal([1], first);
        Assert.DoesNotContain(then, c => c.Kind == CommandKind.Commit);
        Assert.Equal(RunEnd.Cancelled, machine.Result?.End);
    }

    private static RunEvent Done(int attempt) => new(EventKind.Finished, Second, attempt) { Value = Value.Of("done") };

    private static Operation Tool(string name) => new(name) { Kind = OperationKind.Tool, Effect = Effect.None };

    private static Call Ask(string slot, Operation operation) =>
        new(slot, operation, operation.Deterministic ? default : Digest.Of(slot), []);

    private static RunMachine Machine(Operation first) => new(new AgentLoop("loop", first, (_, _) => null), new SequentialPolicy(), Options());

    private static RunOptions Options() => new(new Tags("run", "workflow", "sequential"), new Learned());
}
