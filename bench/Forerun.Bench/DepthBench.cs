using BenchmarkDotNet.Attributes;
using Forerun.Effects;
using Forerun.Learning.Depth;
using Forerun.Replay.Generating;
using Forerun.Workflows;

namespace Forerun.Bench;

/// <summary>
/// One depth, as <c>dsp</c> asks for it: the features of a state sixteen steps into a plan, and V; alone, and while another thread learns
/// without a pause. The aim: 50 µs, and no wait for the training. And a lesson, which nobody waits for.
/// </summary>
public class DepthBench
{
    private const int Ahead = 16;
    private readonly DepthValue value = new();
    private readonly List<DepthLesson> lessons = [];
    private World world = null!;
    private Call call = null!;
    private Task learning = Task.CompletedTask;
    private volatile bool isOver;
    private int next;

    [GlobalSetup(Target = nameof(Predict))]
    public void Setup()
    {
        var loop = new AgentLoop("loop", new Operation("step") { Effect = Effect.None }, static (last, _) => last.Operation);
        foreach (var run in PlanGenerator.Generate(new PlanOptions { Runs = 250, MinSteps = 20, MaxSteps = 20, HitRate = 0.7 }, 1))
        {
            var at = new World(new Empty(), $"Given a blurry image, what are the steps to do {run.Task}?").Suppose(new Guess(new Reading("begin"), Value.Null, "bench"), loop);
            List<DepthState> chain = [];
            foreach (var step in run.Steps)
            {
                chain.Add(DepthState.Of(at, at.Due[0]));
                if (!step.Guesses[0].Output.ValueEquals(step.Output.GetString()))
                {
                    lessons.Add(new DepthLesson(new DepthChain([.. chain]), 0.5));
                    chain.Clear();
                }

                at = at.Suppose(new Guess(new Reading(at.Due[0].Slot), Value.Of(step.Output), "bench"), loop);
                if (at.Depth == Ahead + 1) world = at; // the last run's stays
            }
        }

        call = world.Due[0];
        foreach (var lesson in lessons) value.Learn(lesson);
    }

    [GlobalSetup(Target = nameof(PredictWhileLearning))]
    public void SetupLearning()
    {
        Setup();
        learning = Task.Run(() =>
        {
            while (!isOver) Learn();
        });
    }

    [GlobalSetup(Target = nameof(Learn))]
    public void SetupLesson() => Setup();

    [GlobalCleanup(Target = nameof(PredictWhileLearning))]
    public Task Cleanup()
    {
        isOver = true;
        return learning;
    }

    [Benchmark]
    public double Predict() => value.Serving.ValueOf(DepthState.Of(world, call));

    [Benchmark]
    public double PredictWhileLearning() => value.Serving.ValueOf(DepthState.Of(world, call));

    [Benchmark]
    public DepthWeights Learn() => value.Learn(lessons[next++ % lessons.Count]);

    private sealed class Empty : IShelf
    {
        public Growing? Growing(Key key) => null;

        public bool IsUnderWay(Key key) => false;

        public Value? Known(Key key) => null;
    }
}
