using Forerun.Cli.Comparing.Web;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Replay;
using Forerun.Replay.Comparing;
using Forerun.Replay.Importing;
using Forerun.Traces;

namespace Forerun.Cli.Comparing;

/// <summary>Reads what is to be compared, replays it under each policy, and shows what came out.</summary>
internal static class CompareJob
{
    public static int Run(CompareRequest request, Terminal terminal, CancellationToken cancellation)
    {
        if (request.Html is { } page) WholeFile.ProbeFile(page);
        var options = PassFiles.Options(request.Pass, cancellation);
        var trace = TraceFile.Read(request.Pass.Trace, cancellation);
        var comparison = Compare(request, trace, options, terminal, cancellation);
        if (request.Html is { } file) WritePage(file, comparison, trace, options, cancellation);
        if (request.Pass.Json) CompareJson.Write(terminal.Out, comparison);
        else ComparePage.Write(terminal, comparison, options.Prices.Version);
        if (request.Html is { } written) terminal.Error.WriteLine($"The page is in '{written}'.");
        TellUnknown(terminal, comparison);
        return Skipped.Tell(terminal, [trace, .. options.Train is { } train ? [train] : (Trace[])[]]) ? Failures.Failed : 0;
    }

    private static Comparison Compare(
        CompareRequest request, Trace trace, ReplayOptions options, Terminal terminal, CancellationToken cancellation)
    {
        using var progress = new SlowProgress(terminal, "runs");
        return Comparer.Run(
            trace,
            new CompareOptions
            {
                Replay = options with { Progress = progress }, Policies = request.Policies, Baseline = request.Baseline,
                Seed = request.Pass.Seed, DialSweep = request.DialSweep, ValueSweep = request.ValueSweep,
            },
            cancellation);
    }

    private static void WritePage(string file, Comparison comparison, Trace trace, ReplayOptions options, CancellationToken cancellation)
    {
        var page = Page.Of(comparison, Timelines.Of(comparison, trace, options, cancellation), options.Prices.Version);
        WholeFile.Write(file, stream =>
        {
            using var writer = new StreamWriter(stream);
            writer.Write(page);
            return true;
        });
    }

    private static void TellUnknown(Terminal terminal, Comparison comparison)
    {
        if (comparison.Rows.FirstOrDefault(r => r.Replay.UnknownCosts > 0) is { } row) terminal.Error.WriteLine(Phrases.Unknown(row.Replay));
    }
}
