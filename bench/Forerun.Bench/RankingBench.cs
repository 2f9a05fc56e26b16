using BenchmarkDotNet.Attributes;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Guessing.Contexts;
using Forerun.Guessing.Ranking;
using Forerun.Replay.Generating;
using Forerun.Workflows;

namespace Forerun.Bench;

/// <summary>One prediction: ranked and calibrated guesses for a step, sixteen steps ahead of what is known, after 5,000 steps of noisy plans. The aim: 50 µs.</summary>
public class RankingBench
{
    private const int Ahead = 16;
    private readonly Ranked ranked = new(new ContextMixture(), Ranked.NewAcceptance());
    private readonly List<Offer> offers = [];
    private World world = null!;
    private Call call = null!;

    [GlobalSetup]
    public void Setup()
    {
        var loop = new AgentLoop("loop", new Operation("step") { Effect = Effect.None }, static (last, _) => last.Operation);
        var noise = new Random(1);
        foreach (var run in PlanGenerator.Generate(new PlanOptions { Runs = 250, MinSteps = 20, MaxSteps = 20 }, 1))
        {
            var at = Begin(loop, run.Task!);
            foreach (var step in run.Steps)
            {
                var output = Value.Of(noise.Next(3) == 0 ? $"noise {noise.Next(12)}" : step.Output.GetString()!);
                ranked.Observe(at, at.Due[0], output, [new Reading(at.Due[0].Slot)]);
                at = at.Suppose(new Guess(new Reading(at.Due[0].Slot), output, "bench"), loop);
                if (at.Depth == Ahead + 1) world = at; // the last run's stays
            }
        }

        call = world.Due[0];
    }

    [Benchmark]
    public int Predict()
    {
        offers.Clear();
        ranked.Offer(world, call, new Reading(call.Slot), offers);
        return offers.Count;
    }

    /// <summary>A world in which the first step is due.</summary>
    private static World Begin(AgentLoop loop, string topic) =>
        new World(new Empty(), topic).Suppose(new Guess(new Reading("begin"), Value.Null, "bench"), loop);

    private sealed class Empty : IShelf
    {
        public Growing? Growing(Key key) => null;

        public bool IsUnderWay(Key key) => false;

        public Value? Known(Key key) => null;
    }
}
