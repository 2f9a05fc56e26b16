using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.Limiting;
using Forerun.Running.VirtualTime;
using Forerun.Workflows;

namespace Forerun.Tests.Running;

public class RunMachineTests
{
    private static readonly Operation Up = Lab.Model("up"), Down = Lab.Model("down");
    private readonly Lab lab = Lab.Guessing(_ => ("yes", 0.9));

    [Fact]
    public void Fail_TriedAgain_WaitsTwiceAsLongEachTimeAndChargesEveryTry()
    {
        var flaky = Up with { Tries = 3, Backoff = TimeSpan.FromSeconds(1) };
        var tries = 0;
        lab.World.Does("up", _ => Lab.Script(flaky, 2, "yes") with { Error = ++tries < 3 ? "503" : null });
        var result = lab.Run([new("up", flaky, [])]);
        Assert.Equal(RunEnd.Answered, result.End);
        Assert.Equal(2 + 1 + 2 + 2 + 2, result.AnsweredAt.TotalSeconds);
        Assert.Equal(0.33m, result.Cost.Amount);
        Assert.Equal([AttemptEnd.Failed, AttemptEnd.Failed, AttemptEnd.Finished], lab.Attempts.Select(a => a.End));
    }

    [Fact]
    public void Fail_WithoutUsage_IsNotBilled()
    {
        lab.World.Does("up", _ => new Script(TimeSpan.FromSeconds(2), Value.Null) { Error = "connection refused" });
        var result = lab.Run([new("up", Up, [])]);
        Assert.Equal((RunEnd.Failed, 0m, 0), (result.End, result.Cost.Amount, result.UnknownCosts));
        Assert.Contains("failed after 1 of 1 tries: connection refused", result.Detail);
    }

    [Fact]
    public void Fail_OfABet_LeavesTheRunAsItWas()
    {
        lab.Does("up", Up, 10, "yes");
        lab.Knows(Down, 8);
        var tries = 0;
        lab.World.Does("down", _ => Lab.Script(Down, 8, "done") with { Error = tries++ == 0 ? "boom" : null });
        var result = lab.Run(Edge(Down));
        Assert.Equal((RunEnd.Answered, 18d), (result.End, result.AnsweredAt.TotalSeconds));
        Assert.Equal(2, tries);
    }

    [Fact]
    public void Fail_WithAnAnswer_IsWhatTheRunGoesOnWith()
    {
        lab.World.Does("up", _ => Lab.Script(Up, 2, "it failed") with { Error = "told", IsAnswer = true });
        lab.World.Does("down", call => Lab.Script(Down, 1, ((IReadOnlyList<Value>)call.Argument!)[0].ToString()));
        var result = lab.Run(Edge(Down));
        Assert.Equal((RunEnd.Answered, "\"\\u0022it failed\\u0022\""), (result.End, result.Answer!.ToString()));
        Assert.Equal(1, lab.World.Started.Count(s => s == "up"));
    }

    [Fact]
    public void Fail_WithAnAnswerOfABet_IsNobodysAndMadeAgainForReal()
    {
        lab.Does("up", Up, 10, "yes");
        lab.Knows(Down, 8);
        var tries = 0;
        lab.World.Does("down", _ => Lab.Script(Down, 8, tries == 0 ? "it failed" : "done") with { Error = tries++ == 0 ? "told" : null, IsAnswer = true });
        var result = lab.Run(Edge(Down));
        Assert.Equal((RunEnd.Answered, 18d, Value.Of("done")), (result.End, result.AnsweredAt.TotalSeconds, result.Answer));
    }

    [Fact]
    public void Fail_WithAnAnswerOfAStagedEffect_LetsNothingLeave()
    {
        var send = Lab.Tool("send", Effect.Staged);
        lab.World.Does("send", _ => Lab.Script(send, 1, "can't be sent") with { Error = "told", IsAnswer = true });
        var result = lab.Run([new("send", send, [])]);
        Assert.Equal((RunEnd.Answered, Value.Of("can't be sent")), (result.End, result.Answer));
        Assert.Empty(lab.World.Committed);
    }

    [Theory]
    [InlineData(101, 1)]
    [InlineData(98, 2)]
    public void Ask_ReadTakenEarly_IsAdoptedUntilItIsTooOld(int freshFor, int calls)
    {
        var read = Lab.Tool("read") with { FreshFor = TimeSpan.FromSeconds(freshFor) };
        lab.Does("up", Up, 100, "yes");
        lab.Does("read", read, 1, "row");
        var result = lab.Run(Edge(read, "read"));
        Assert.Equal(calls, lab.World.Started.Count(s => s == "read"));
        Assert.Equal(calls == 1 ? 100 : 101, result.AnsweredAt.TotalSeconds);
    }

    [Theory]
    [InlineData(Effect.None, 1)]
    [InlineData(Effect.Irreversible, 2)] // taken before the effect and stopped by it at 5 s; taken again when it has come true at 6 s
    public void Ask_ReadTakenEarly_IsAdoptedUntilAnyEffectOfTheRun(Effect effect, int calls)
    {
        var read = Lab.Tool("read") with { FreshFor = TimeSpan.FromDays(1) };
        Nodes(effect, read, out var nodes);
        lab.Does("read", read, 1, "row");
        Assert.Equal(10, lab.Run(nodes).AnsweredAt.TotalSeconds);
        Assert.Equal(calls, lab.World.Started.Count(s => s == "read"));
    }

    [Fact]
    public void Ask_EffectWhileAReadIsUnderWay_StopsItSinceNobodyCanAdoptIt()
    {
        var read = Lab.Tool("read");
        Nodes(Effect.Irreversible, read, out var nodes);
        lab.Does("read", read, 8, "row");
        lab.Run(nodes);
        var stale = lab.Attempts.First(a => a.Slot == "read");
        Assert.Equal((AttemptEnd.Cancelled, 5d), (stale.End, stale.At.TotalSeconds));
    }

    [Fact]
    public void Ask_DeterministicOperationTwice_PerformsItOnce()
    {
        var pure = Up with { Deterministic = true };
        lab.Does("a", pure, 2, "x");
        lab.Does("b", pure, 2, "x");
        var result = lab.Run([new("a", pure, []), new("b", pure, [])]);
        Assert.Equal((RunEnd.Answered, 0.11m), (result.End, result.Cost.Amount));
    }

    [Fact]
    public void Fail_DeterministicOperationAskedTwice_IsTriedAgainOnce()
    {
        var pure = Up with { Deterministic = true, Tries = 2 };
        lab.World.Does("a", _ => Lab.Script(pure, 2, "x") with { Error = lab.World.Started.Count == 1 ? "503" : null });
        lab.World.Does("b", _ => Lab.Script(pure, 2, "x"));
        var result = lab.Run([new("a", pure, []), new("b", pure, [])]);
        Assert.Equal((RunEnd.Answered, 0.22m), (result.End, result.Cost.Amount));
    }

    [Fact]
    public void Ask_FiveEqualSamples_AreFiveCalls()
    {
        var nodes = Enumerable.Range(1, 5).Select(i => new Node($"s{i}", Up, [])).ToList();
        foreach (var node in nodes) lab.Does(node.Slot, Up, 2, "x");
        Assert.Equal(0.55m, lab.Run(nodes).Cost.Amount);
        Assert.Equal(5, lab.Attempts.Select(a => a.Key).Distinct().Count());
    }

    [Fact]
    public void Bet_FanOut_StartsItsSlowBranchesTogether()
    {
        lab.Does("up", Up, 10, "yes");
        Operation left = Lab.Model("left"), right = Lab.Model("right");
        lab.Does("left", left, 8, "l");
        lab.Does("right", right, 8, "r");
        lab.Does("join", Down, 1, "done");
        var result = lab.Run([
            new("up", Up, []), new("left", left, [Lab.On("up")]), new("right", right, [Lab.On("up")]),
            new("join", Down, [Lab.On("left"), Lab.On("right")]),
        ]);
        Assert.Equal(11, result.AnsweredAt.TotalSeconds);
        Assert.Equal(2, result.Hits);
        Assert.Contains(lab.Decisions, d => d.Slots.Count == 2 && d.Decision.Terms.Cost.Amount == 0.22m && d.Decision.Terms.SavedSeconds == 8);
    }

    [Fact]
    public void Bet_OnTwoUpstreams_HoldsWithTheProductOfTheirProbabilities()
    {
        Operation a = Lab.Model("a"), b = Lab.Model("b");
        lab.Does("a", a, 10, "yes");
        lab.Does("b", b, 10, "yes");
        lab.Does("down", Down, 8, "done");
        var result = lab.Run([new("a", a, []), new("b", b, []), new("down", Down, [Lab.On("a"), Lab.On("b")])]);
        Assert.Equal(10, result.AnsweredAt.TotalSeconds);
        Assert.Equal(0.81m, lab.Decisions.Single(d => d.Decision.Verdict == Verdict.Speculate).Decision.Terms.Probability);
    }

    [Fact]
    public void Commit_EffectsPreparedOutOfOrder_LeaveInTheOrderInWhichTheyWereAsked()
    {
        var send = Lab.Tool("send", Effect.Staged) with { Price = new Usd(0.001m) };
        lab.Does("slow", Up, 10, "yes");
        lab.Does("fast", Lab.Model("fast"), 2, "yes");
        lab.Does("first", send, 3, "sent");
        lab.Does("second", send, 3, "sent");
        var result = lab.Run([
            new("slow", Up, []), new("fast", Lab.Model("fast"), []), new("first", send, [Lab.On("slow")]), new("second", send, [Lab.On("fast")]),
        ]);
        Assert.Equal(["first", "second"], lab.World.Committed);
        Assert.Equal("first", lab.World.Started[2]);
        Assert.Equal(RunEnd.Answered, result.End);
    }

    [Fact]
    public void Commit_WrongGuess_NeverLeaves()
    {
        var send = Lab.Tool("send", Effect.Staged);
        lab.Does("up", Up, 10, "no");
        lab.Does("send", send, 3, "sent");
        lab.Run(Edge(send, "send"));
        Assert.Equal(2, lab.World.Started.Count(s => s == "send"));
        Assert.Equal(["send"], lab.World.Committed);
    }

    [Fact]
    public void Bet_Irreversible_IsNeverStarted()
    {
        var pay = Lab.Tool("pay", Effect.Irreversible);
        lab.Does("up", Up, 10, "yes");
        lab.Does("pay", pay, 8, "paid");
        Assert.Equal((0, 18d), (lab.Run(Edge(pay, "pay")) is var r ? r.Bets : 0, r.AnsweredAt.TotalSeconds));
        Assert.Contains(lab.Decisions, d => d.Decision.Verdict == Verdict.Inadmissible);
    }

    [Fact]
    public void Abort_CallThatStillWaitedForRoom_IsNotCharged()
    {
        var tool = Lab.Tool("tool");
        lab.Does("a", tool, 5, "x");
        lab.Does("b", tool, 5, "x");
        var result = lab.Run(
            [new("a", tool, []), new("b", tool, [])], run => run.PostAt(TimeSpan.FromSeconds(1), EventKind.Aborted),
            new Limits(new LimitOptions { Attempts = 1 }));
        Assert.Equal((RunEnd.Cancelled, 0.0005m), (result.End, result.Cost.Amount));
    }

    [Fact]
    public void Refused_WhileBeingStopped_IsClosedOnceAndTheRestIsStillAwaited()
    {
        var machine = Machine(new Graph("g", [new("a", Up, []), new("b", Up, [])]));
        machine.Step([new(EventKind.Begun, default)]);
        machine.Step([new(EventKind.Granted, default, 1), new(EventKind.Aborted, default), new(EventKind.Refused, default, 2)]);
        machine.Step([new(EventKind.Stopped, default, 2) { Usage = TokenUsage.Zero }]);
        Assert.Null(machine.Result);
        machine.Step([new(EventKind.Stopped, default, 1) { Usage = Lab.Tokens }]);
        Assert.NotNull(machine.Result);
    }

    [Fact]
    public void Fail_StagedQuestionForGood_LetsLaterEffectsLeave()
    {
        var send = Lab.Tool("send", Effect.Staged);
        var machine = Machine(new Asks("g"));
        machine.Step([new(EventKind.Begun, default)]);
        machine.Step([Asked("1", send), Asked("2", send)]);
        machine.Step([new(EventKind.Granted, default, 1), new(EventKind.Granted, default, 2)]);
        machine.Step([new(EventKind.Finished, default, 2) { Value = Value.Of("sent") }]);
        var commands = machine.Step([new(EventKind.Failed, default, 1) { Text = "boom" }]);
        Assert.Contains(commands, c => c is { Kind: CommandKind.Commit, Attempt.Id: 2 });
    }

    [Theory]
    [InlineData(EventKind.Aborted, EventKind.Committed)]
    [InlineData(EventKind.Woken, EventKind.Failed)]
    public void Commit_RunGivenUpOrAnEffectFailed_LetsNoFurtherEffectLeave(EventKind before, EventKind left)
    {
        var send = Lab.Tool("send", Effect.Staged);
        var machine = Machine(new Asks("g"));
        machine.Step([new(EventKind.Begun, default)]);
        machine.Step([Asked("1", send), Asked("2", send)]);
        machine.Step([new(EventKind.Granted, default, 1), new(EventKind.Granted, default, 2)]);
        var both = machine.Step([
            new(EventKind.Finished, default, 1) { Value = Value.Of("x") }, new(EventKind.Finished, default, 2) { Value = Value.Of("y") },
        ]);
        Assert.Single(both, c => c.Kind == CommandKind.Commit);
        machine.Step([new(before, default)]);
        Assert.DoesNotContain(machine.Step([new(left, default, 1)]), c => c.Kind == CommandKind.Commit);
        Assert.NotNull(machine.Result);
    }

    private static RunEvent Asked(string slot, Operation operation) =>
        new(EventKind.Asked, default) { Call = new Call(slot, operation, Digest.Of(slot), []) };

    private static Node[] Edge(Operation down, string slot = "down") => [new("up", Up, []), new(slot, down, [Lab.On("up")])];

    private RunMachine Machine(IProgram program) => new(
        program, new Forerun.Policies.SequentialPolicy(), new RunOptions(new Tags("run", "g", "p"), lab.Learned) { Settings = lab.Settings });

    /// <summary>up (10 s) to a read; beside it, at 5 s, something with an effect or without.</summary>
    private void Nodes(Effect effect, Operation read, out Node[] nodes)
    {
        var write = Lab.Tool("write", effect);
        var before = Lab.Model("before");
        lab.Does("up", Up, 10, "yes");
        lab.Does("before", before, 5, "now");
        lab.Does("write", write, 1, "done");
        nodes = [new("before", before, []), new("write", write, [Lab.On("before")]), new("up", Up, []), new("read", read, [Lab.On("up")])];
    }
}
