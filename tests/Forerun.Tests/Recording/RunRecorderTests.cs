using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Recording;
using Forerun.Running.Limiting;
using Forerun.Running.Live;
using Forerun.Testing;
using Forerun.Tests.Running.Live;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Tests.Recording;

public sealed class RunRecorderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("forerun-");
    private readonly ManualTime time = new();
    private readonly Bench bench = new();

    private string Path => System.IO.Path.Combine(folder.FullName, "runs.jsonl");

    [Fact]
    public async Task Record_Graph_HasDependenciesKindsEffectsAndUsage()
    {
        var find = new Operation("find") { Kind = OperationKind.Tool, Effect = Effect.None, Price = new Usd(0.002m) };
        var label = new Dependency(new Reading("route", "$.label"), "router_k_way", 3);
        var run = Start(new SequentialPolicy(), new Graph("mail",
            [new Node("route", Bench.Model("classify") with { Version = "2" }, []), new Node("who", find, [label]), new Node("last", Bench.Model("draft"), [label, new Dependency(new Reading("who"))])]));
        bench.End("route", "x");
        bench.End("who", "Ann");
        bench.End("last", "Dear Ann", 7);
        await run.Settled;

        var recorded = Assert.Single(TraceReader.Read(Path).Runs);
        Assert.Equal(("run-1", "mail", "measured"), (recorded.Run, recorded.Workload, recorded.Tokens));
        Assert.Equal("full", recorded.Extra["content"].GetString());
        Assert.Equal([("route", "classify"), ("who", "find"), ("last", "draft")], recorded.Steps.Select(s => (s.Id, s.Operation)));
        Assert.Equal("2", recorded.Steps[0].Version);
        Assert.Equal(new TraceDependency("route", "router_k_way", 3, "$.label"), recorded.Steps[1].After[0] with { Extra = new TraceDependency("").Extra });
        Assert.True(recorded.Steps[1].After[0].Extra["absent"].GetBoolean()); // "x" has no label, so nothing was read
        Assert.Empty(recorded.Steps[2].After[1].Extra);
        Assert.Equal((StepKind.Tool, TraceEffect.None, new Usd(0.002m)), (recorded.Steps[1].Kind, recorded.Steps[1].Effect, recorded.Steps[1].Price!.Value));
        Assert.Equal(["route", "who"], recorded.Steps[2].After.Select(a => a.Id));
        Assert.Equal((7L, "Dear Ann"), (recorded.Steps[2].Usage!.OutputTokens, recorded.Steps[2].Output.GetString()));
    }

    [Fact]
    public async Task Record_BetThatLost_IsNotInIt()
    {
        var run = Start(new Wrong(), TwoSteps);
        await bench.WhenStarted("second");
        bench.End("first", "one");
        await bench.WhenStarted("second#2");
        bench.End("second#2", "two");
        Assert.Equal(1, (await run.Settled).Misses);

        var steps = TraceReader.Read(Path).Runs[0].Steps;
        Assert.Equal(["first", "second"], steps.Select(s => s.Id));
        Assert.Equal("two", steps[1].Output.GetString());
        Assert.Equal(["first"], steps[1].After.Select(a => a.Id));
    }

    [Fact]
    public async Task Record_CallTriedAgain_TookAllItsTries()
    {
        var flaky = Bench.Model("flaky") with { Tries = 2, Backoff = TimeSpan.FromSeconds(3) };
        var run = Start(new SequentialPolicy(), new Graph("g", [new Node("first", flaky, [])]));
        await bench.WhenStarted("first");
        time.Advance(TimeSpan.FromSeconds(1));
        bench.Fail("first", new HttpRequestException("planted secret"));
        await Eventually.Happens(() => time.Waiting == 1);
        time.Advance(TimeSpan.FromSeconds(3));
        await bench.WhenStarted("first#2");
        time.Advance(TimeSpan.FromSeconds(2));
        bench.End("first#2", "one");
        await run.Settled;

        var step = TraceReader.Read(Path).Runs[0].Steps[0];
        Assert.Equal((6, 2), (step.Duration.TotalSeconds, step.Extra["tries"].GetInt32()));
        Assert.DoesNotContain("planted", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_CallThatWaitedForRoom_DoesNotHaveTheWaitInItsSeconds()
    {
        var limits = new Limits(new LimitOptions { Attempts = 1 });
        var engine = new Engine(new EngineOptions(time, () => "run-1") { Policy = () => new SequentialPolicy(), Recorder = new RunRecorder(Path, Full), Limits = limits });
        var run = engine.Start(new Graph("g", [new Node("first", Bench.Model("one"), []), new Node("second", Bench.Model("two"), [])], "second"), bench);
        await bench.WhenStarted("first");
        time.Advance(TimeSpan.FromSeconds(5));
        bench.End("first", "one");
        await bench.WhenStarted("second");
        time.Advance(TimeSpan.FromSeconds(2));
        bench.End("second", "two");
        await run.Settled;

        Assert.Equal([("first", 5.0), ("second", 2.0)], TraceReader.Read(Path).Runs[0].Steps.Select(s => (s.Id, s.Duration.TotalSeconds)));
    }

    [Fact]
    public async Task Record_CodeThatAsks_ComesAfterWhatHadEndedAndItsOwnTime()
    {
        var engine = Engine(new SequentialPolicy(), new RunRecorder(Path, Full));
        var run = engine.Start("code", async r =>
        {
            await r.Ask(Bench.Model("a"), Value.Of("1"));
            time.Advance(TimeSpan.FromSeconds(4));
            var last = await r.Ask(Bench.Model("b"), Value.Of("2"));
            time.Advance(TimeSpan.FromSeconds(5));
            return last;
        }, bench);
        await bench.WhenStarted("ask-1");
        time.Advance(TimeSpan.FromSeconds(2));
        bench.End("ask-1", "one");
        await bench.WhenStarted("ask-2");
        time.Advance(TimeSpan.FromSeconds(3));
        bench.End("ask-2", "two");
        await run.Settled;

        var steps = TraceReader.Read(Path).Runs[0].Steps;
        Assert.Equal([("ask-1", 2.0), ("before ask-2", 4.0), ("ask-2", 3.0), ("before the answer", 5.0)], steps.Select(s => (s.Id, s.Duration.TotalSeconds)));
        Assert.Equal(["before ask-2"], steps[2].After.Select(a => a.Id));
        Assert.Equal(["ask-2"], steps[3].After.Select(a => a.Id));
        Assert.Equal((StepKind.Code, StepKind.Code), (steps[1].Kind, steps[3].Kind));
    }

    [Fact]
    public async Task Record_RunThatFailed_SaysSoAndHasWhatWasDone()
    {
        var run = Start(new SequentialPolicy(), TwoSteps);
        bench.End("first", "one");
        bench.Fail("second", new InvalidOperationException());
        await run.Settled;

        var recorded = TraceReader.Read(Path).Runs[0];
        Assert.Equal(("first", "failed"), (Assert.Single(recorded.Steps).Id, recorded.Extra["end"].GetString()));
    }

    [Fact]
    public async Task Record_ByDefault_HasNoContent()
    {
        var run = Start(new SequentialPolicy(), TwoSteps, new RunRecorder(Path));
        bench.End("first", "planted secret");
        bench.End("second", "planted secret");
        await run.Settled;

        var steps = TraceReader.Read(Path).Runs[0].Steps;
        Assert.DoesNotContain("planted", File.ReadAllText(Path), StringComparison.Ordinal);
        Assert.Equal(steps[0].Output.GetString(), steps[1].Output.GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Record_RecorderInTrouble_IsNoMatterOfTheRuns(bool throws)
    {
        var warnings = new List<string>();
        IRunRecorder recorder = throws ? new Broken() : new RunRecorder(folder.FullName, Full with { OnWarning = warnings.Add });
        var run = Start(new SequentialPolicy(), TwoSteps, recorder);
        bench.End("first", "one");
        bench.End("second", "two");

        Assert.Equal(Value.Of("two"), await run.Answer);
        Assert.Equal(RunEnd.Answered, (await run.Settled).End);
        Assert.Equal(throws ? 0 : 1, warnings.Count);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static RecordingOptions Full => new() { Content = RecordedContent.Full };

    private static Graph TwoSteps => new("g", [new Node("first", Bench.Model("one"), []), new Node("second", Bench.Model("two"), [new Dependency(new Reading("first"))])]);

    private Engine Engine(IPolicy policy, IRunRecorder recorder) => new(new EngineOptions(time, () => "run-1") { Policy = () => policy, Recorder = recorder });

    private LiveRun Start(IPolicy policy, IProgram program, IRunRecorder? recorder = null) =>
        Engine(policy, recorder ?? new RunRecorder(Path, Full)).Start(program, bench);

    private sealed class Broken : IRunRecorder
    {
        public void Record(RunRecord run) => throw new InvalidOperationException();
    }

    /// <summary>Bets that the first step says something that it never does.</summary>
    private sealed class Wrong : IPolicy
    {
        public string Name => "wrong";

        public void Choose(ISituation situation, Choice choice)
        {
            foreach (var call in situation.Pending)
            {
                var world = situation.Suppose(situation.Real, new Guess(new Reading(call.Slot), Value.Of("never"), Name, 1));
                foreach (var due in world.Due)
                    choice.Add(new Bet([due], [world.Guess!], world)
                    {
                        Decision = new Decision { WithinAllowance = true, Measure = "always", Score = 1, ScoreThreshold = 0 },
                    });
            }
        }
    }
}
