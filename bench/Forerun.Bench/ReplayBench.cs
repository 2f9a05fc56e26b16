using BenchmarkDotNet.Attributes;
using Forerun.Replay.Generating;
using Forerun.Replay;
using Forerun.Traces;

namespace Forerun.Bench;

/// <summary>One replayed step: policy, sequential and oracle passes over 500 generated plans. The dream: 200,000 steps a second.</summary>
public class ReplayBench
{
    private Trace trace = new() { Name = "", Runs = [] };

    [Params("sequential", "fixed-depth:4", "cost-aware")]
    public string Policy { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var runs = new List<TraceRun>();
        var steps = 0;
        foreach (var run in PlanGenerator.Generate(new PlanOptions { Runs = 1000 }, 1))
        {
            if (steps + run.Steps.Count > Steps) break;
            steps += run.Steps.Count;
            runs.Add(run);
        }

        trace = new Trace { Name = "plan", Runs = runs };
    }

    private const int Steps = 4000;

    [Benchmark(OperationsPerInvoke = Steps)]
    public ReplayReport Step() => Replayer.Run(trace, new ReplayOptions { Policy = Policy });
}
