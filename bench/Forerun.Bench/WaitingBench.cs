using BenchmarkDotNet.Attributes;
using Forerun.Running.Live;

namespace Forerun.Bench;

/// <summary>10,000 runs that wait for their first call: time to start one, and what is allocated for it. The dream: 5 KB a run.</summary>
public class WaitingBench
{
    private const int Runs = 10_000;

    [Benchmark(OperationsPerInvoke = Runs)]
    public async Task StartWaitAndAbort()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var chain = new Chain(gate);
        var runs = new LiveRun[Runs];
        for (var i = 0; i < Runs; i++) runs[i] = chain.Start();
        foreach (var run in runs) run.Abort();
        gate.SetResult();
        foreach (var run in runs) await run.Settled.ConfigureAwait(false);
    }

    /// <summary>What the runs hold while they wait, measured once on the settled heap.</summary>
    public static long BytesHeldPerRun()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var chain = new Chain(gate);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var runs = new LiveRun[Runs];
        for (var i = 0; i < Runs; i++) runs[i] = chain.Start();
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        foreach (var run in runs) run.Abort();
        gate.SetResult();
        return held / Runs;
    }
}
