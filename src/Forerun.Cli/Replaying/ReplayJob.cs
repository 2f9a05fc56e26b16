using Forerun.Cli.Accounting;
using Forerun.Cli.Output;
using Forerun.Ledgers;
using Forerun.Replay;
using Forerun.Replay.Importing;
using Forerun.Traces;

namespace Forerun.Cli.Replaying;

/// <summary>Reads what is to be replayed, replays it, and shows what came out.</summary>
internal static class ReplayJob
{
    public static int Run(ReplayRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var options = PassFiles.Options(request.Pass, cancellation) with { Policy = request.Policy };
        var trace = TraceFile.Read(request.Pass.Trace, cancellation);
        var drawn = request.Pass.Json ? null : new OneRun(trace.Runs[0].Run);
        var (report, unwritten) = Replay(trace, options, request.Ledger, drawn, terminal, cancellation);
        if (drawn is null) ReplayJson.Write(terminal.Out, report);
        else ReplayPage.Write(terminal, report, options.Prices.Version, Picture(trace, options, report, drawn, terminal));
        if (report.UnknownCosts > 0) terminal.Error.WriteLine(Phrases.Unknown(report));
        if (unwritten is not null) terminal.Error.WriteLine(unwritten);
        var skipped = Skipped.Tell(terminal, [trace, .. options.Train is { } train ? [train] : (Trace[])[]]);
        return skipped || unwritten is not null ? Failures.Failed : 0;
    }

    /// <summary>A ledger that is asked for takes its place when the replay has come to its end, and only then.</summary>
    private static (ReplayReport Report, string? Unwritten) Replay(
        Trace trace, ReplayOptions options, string? path, OneRun? drawn, Terminal terminal, CancellationToken cancellation)
    {
        return path is null ? (Replay(null), null) : LedgerFile.Replay(path, $"replay of {trace.Name} under {options.Policy}", terminal.Clock, Replay);

        ReplayReport Replay(ILedger? file)
        {
            using var progress = new SlowProgress(terminal, "runs");
            ILedger? ledger = drawn is null ? file : drawn.Before(file);
            return Replayer.Run(trace, options with { Ledger = ledger, Progress = progress }, cancellation);
        }
    }

    /// <summary>The first run, one step after the other and under the policy.</summary>
    private static IReadOnlyList<string> Picture(
        Trace trace, ReplayOptions options, ReplayReport report, OneRun drawn, Terminal terminal)
    {
        var sequential = new MemoryLedger();
        var alone = trace with { Runs = [trace.Runs[0]] };
        Replayer.Run(alone, options with { Policy = "sequential", Train = null, Ledger = sequential });
        return Timeline.Draw(
            $"Run '{Short(trace.Runs[0].Run)}', the first of {report.Runs:N0}:",
            new Track("one step after the other", sequential.Rows), new Track($"with {report.Policy}", drawn.Rows), terminal.Columns);
    }

    // An id may be any JSON, and a picture has a hundred columns.
    private static string Short(string id) => id.Length <= 50 ? id : id[..49] + "…";
}
