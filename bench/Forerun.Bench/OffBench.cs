using BenchmarkDotNet.Attributes;
using Forerun.Defining;
using Forerun.Policies;
using Forerun.Running.Live;

namespace Forerun.Bench;

/// <summary>
/// What is left of Forerun when it is switched off: a workflow of three small steps through the engine, against the same code called
/// directly, and against the engine switched on.
/// </summary>
public class OffBench
{
    private readonly Engine on = Engine(enabled: true), off = Engine(enabled: false);
    private readonly Workflow<string, string> workflow = Workflow.Define<string, string>("off", w =>
    {
        var a = w.Call("a", Step, w.Input).Computes();
        var b = w.Call("b", Step, a).Computes();
        return w.Call("c", Step, b).Computes();
    });

    [Benchmark(Baseline = true)]
    public async Task<string> Direct()
    {
        var a = await Step("in", CancellationToken.None).ConfigureAwait(false);
        var b = await Step(a, CancellationToken.None).ConfigureAwait(false);
        return await Step(b, CancellationToken.None).ConfigureAwait(false);
    }

    [Benchmark]
    public async Task<string> SwitchedOff() => (await off.RunAsync(workflow, "in").ConfigureAwait(false)).Value;

    [Benchmark]
    public async Task<string> SwitchedOn() => (await on.RunAsync(workflow, "in").ConfigureAwait(false)).Value;

    private static Engine Engine(bool enabled) =>
        new(new EngineOptions(TimeProvider.System, () => "bench") { Settings = new Settings { Enabled = enabled } });

    private static Task<string> Step(string x, CancellationToken cancellationToken) => Task.Run(() => x, cancellationToken);
}
