using Forerun.Learning.Depth;
using Forerun.Policies;
using Forerun.Running;
using Forerun.Running.Live;
using Forerun.Testing;
using Forerun.Tests.Learning.Depth;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Live;

/// <summary>What runs teach is learned beside them, reaches those under way as an event, and is waited for at the end.</summary>
public class TrainingTests
{
    private static readonly DepthChain Chain = Chains.Of("task", 5);
    private readonly Bench bench = new();
    private readonly Learned learned = new();

    [Fact]
    public async Task Lesson_OfOneRun_ReachesAnotherThatIsUnderWay()
    {
        var watching = new Watching();
        var engine = New([watching, new Teaching(1)]);
        var waits = engine.Start(Loop("first"), bench);
        await bench.WhenStarted("1");
        var teaches = engine.Start(Loop("second"), bench);
        await bench.WhenStarted("1#2");
        bench.End("1#2", "done");
        await teaches.Settled;

        var weights = await watching.Renewed.Task;
        Assert.True(weights.ValueOf(Chain.States[0]) > 1);
        Assert.False(waits.Answer.IsCompleted);
        bench.End("1", "done");
        await waits.Settled;
        await engine.CloseAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task CloseAsync_WithLessonsWaiting_HasLearnedThemAll()
    {
        var engine = New([new Teaching(200)]);
        var run = engine.Start(Loop("first"), bench);
        bench.End("1", "done");
        Assert.Equal(Value.Of("done"), await run.Answer);
        await engine.CloseAsync(TestContext.Current.CancellationToken);
        Assert.Equal(200, Assert.Single(learned.Depths.Snapshot()).Lessons);
        Assert.Equal("loop", Assert.Single(learned.Depths.Snapshot()).Workflow);
    }

    [Fact]
    public async Task Run_WhosePolicyThrowsAtTheEnd_IsAnswered()
    {
        var engine = New([new Throwing()]);
        var run = engine.Start(Loop("first"), bench);
        bench.End("1", "done");
        Assert.Equal(Value.Of("done"), (await run.Settled).Answer);
        Assert.Empty(learned.Depths.Snapshot());
    }

    private Engine New(IEnumerable<IPolicy> policies)
    {
        var next = new Queue<IPolicy>(policies);
        return new Engine(new EngineOptions(new ManualTime(), () => "run") { Learned = learned, Policy = next.Dequeue });
    }

    /// <summary>A loop of one step; its input tells one run's call from another's.</summary>
    private static AgentLoop Loop(string version) => new("loop", new Operation("step") { Version = version, Kind = OperationKind.Code }, (_, _) => null);

    private sealed class Watching : IPolicy
    {
        public TaskCompletionSource<DepthWeights> Renewed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "watching";

        public void Choose(ISituation situation, Choice choice)
        {
            if (!ReferenceEquals(situation.DepthWeights, DepthWeights.Fresh)) Renewed.TrySetResult(situation.DepthWeights);
        }
    }

    private sealed class Teaching(int lessons) : IPolicy
    {
        public string Name => "teaching";

        public void Choose(ISituation situation, Choice choice)
        {
        }

        public void Ended(ISituation situation, Choice choice)
        {
            for (var i = 0; i < lessons; i++) choice.Learn(new DepthLesson(Chain, 0.5));
        }
    }

    private sealed class Throwing : IPolicy
    {
        public string Name => "throwing";

        public void Choose(ISituation situation, Choice choice) => throw new InvalidOperationException("its own loss");

        public void Ended(ISituation situation, Choice choice)
        {
            choice.Learn(new DepthLesson(Chain, 0.5));
            throw new InvalidOperationException("its own loss");
        }
    }
}
