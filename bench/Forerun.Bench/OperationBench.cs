using BenchmarkDotNet.Attributes;
using Forerun.Workflows;

namespace Forerun.Bench;

/// <summary>One operation of a chain through the live machine without speculation, against a bare chain of tasks. The dream: 5 µs.</summary>
public class OperationBench
{
    private readonly Chain chain = new();

    [Benchmark(Baseline = true, OperationsPerInvoke = Chain.Length)]
    public async Task<Value> BareTasks()
    {
        var value = Value.Null;
        for (var i = 0; i < Chain.Length; i++) value = await Task.Run(() => Value.Null).ConfigureAwait(false);
        return value;
    }

    [Benchmark(OperationsPerInvoke = Chain.Length)]
    public async Task<Value> Machine() => await chain.Start().Answer.ConfigureAwait(false);
}
