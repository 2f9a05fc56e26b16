using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Replay;
using Forerun.Replay.Fitting;
using Forerun.Replay.Importing;
using Forerun.Traces;

namespace Forerun.Cli.Fitting;

/// <summary>Reads recorded runs, finds out whether they fit, and shows what came out.</summary>
internal static class FitJob
{
    public static int Run(FitRequest request, Terminal terminal, CancellationToken cancellation)
    {
        if (request.Html is { } page) WholeFile.ProbeFile(page);
        var options = PassFiles.Options(request.Pass, cancellation);
        var trace = TraceFile.Read(request.Pass.Trace, cancellation);
        var report = Fit(request, trace, options, terminal, cancellation);
        if (request.Html is { } file)
        {
            WholeFile.Write(file, stream =>
            {
                using var writer = new StreamWriter(stream);
                writer.Write(FitHtml.Of(report, options));
                return true;
            });
        }

        if (request.Pass.Json) FitJson.Write(terminal.Out, report);
        else FitPage.Write(terminal, report, options);
        if (request.Html is { } written) terminal.Error.WriteLine($"The page is in '{written}'.");
        return Skipped.Tell(terminal, [trace]) ? Failures.Failed : 0;
    }

    private static FitReport Fit(FitRequest request, Trace trace, ReplayOptions options, Terminal terminal, CancellationToken cancellation)
    {
        using var progress = new SlowProgress(terminal, "runs");
        return Fitter.Run(
            trace,
            new FitOptions { Replay = options with { Progress = progress }, RunsPerDay = request.RunsPerDay, HourlyValue = request.HourlyValue },
            cancellation);
    }
}
