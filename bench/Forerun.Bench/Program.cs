using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Forerun.Bench;

if (args is ["held"])
{
    Console.WriteLine($"{WaitingBench.BytesHeldPerRun():N0} bytes held by a waiting run (mean of 10,000)");
    return;
}

if (args is ["agents", .. var more])
{
    var numbers = more.Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToList();
    await AgentPairs.RunAsync(numbers is [var turns, ..] ? (int)turns : 1000, numbers is [_, var speed] ? speed : double.PositiveInfinity, TimeProvider.System).ConfigureAwait(false);
    return;
}

// In process: no second build, so that it runs where only the SDK and this folder are.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(7))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
