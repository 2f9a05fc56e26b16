using Forerun.Cli.Accounting;
using Forerun.Cli.Demo.Running;
using Forerun.Cli.Demo.Showing;
using Forerun.Cli.Output;
using Forerun.Policies;

namespace Forerun.Cli.Demo;

/// <summary>Runs the letters without bets and with them, and tells what came out.</summary>
internal static class DemoJob
{
    public static async Task<int> RunAsync(DemoRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var clock = terminal.Clock ?? throw new DemoException("Nobody gave the demo a clock; run it as the forerun command.");
        var doubts = EndpointSheet.Doubts(request, clock);
        if (request.Record is { } folder) DemoFiles.MakeFolder(folder, "the recording");
        using var ledger = LedgerFile.Live(DemoFiles.LedgerPath(request, terminal), "demo", clock);
        if (doubts is not null) terminal.Error.WriteLine(doubts);
        if (!request.Json) DemoPage.WriteHead(terminal, request, DemoWords.Setting(request));
        var report = await PassesAsync(request, terminal, clock, ledger, cancellationToken).ConfigureAwait(false);
        if (request.Json) DemoJson.Write(terminal.Out, report);
        else DemoPage.Write(terminal, report, DemoWords.Outcome(report));
        List<string> errors = [.. report.Errors];
        if (ledger.Close() is { } unwritten) errors.Add(unwritten);
        if (request.Record is { } into && DemoFiles.Write(into, report) is { } unrecorded) errors.Add(unrecorded);
        foreach (var error in errors) terminal.Error.WriteLine(error);
        return errors.Count > 0 ? Failures.Failed : 0;
    }

    private static async Task<DemoReport> PassesAsync(
        DemoRequest request, Terminal terminal, TimeProvider clock, LedgerFile ledger, CancellationToken cancellationToken)
    {
        await WarmUp.RunAsync(request, clock, cancellationToken).ConfigureAwait(false);
        var show = Show.On(terminal, request, clock);
        await using (show.ConfigureAwait(false))
        {
            var sequential = await Pass.RunAsync(
                "sequential", request, static () => new SequentialPolicy(), ledger, clock, show.Begin("sequential"), cancellationToken).ConfigureAwait(false);
            var speculative = await Pass.RunAsync(
                "speculative", request, LivePolicies.Find(request.Policy)!, ledger, clock, show.Begin("speculative"), cancellationToken).ConfigureAwait(false);
            return new DemoReport(request, sequential, speculative, Foresight.Seconds(sequential, cancellationToken));
        }
    }
}
