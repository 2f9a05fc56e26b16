using Forerun.Cli.Accounting;
using Forerun.Cli.Output;
using Forerun.Ledgers;

namespace Forerun.Cli.Explaining;

/// <summary>Finds a run in a ledger and tells what it decided.</summary>
internal static class WhyJob
{
    public static int Run(WhyRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var source = LedgerSource.Open(request.File);
        var newest = source.SessionOf(request.Run);
        var sessions = request.Session is null ? (newest is null ? [] : [newest]) : Scope.Of(source, request.Session, request.Run).Shown;
        List<LedgerRow> rows = [];
        foreach (var (_, row) in source.Rows(sessions, request.Run))
        {
            cancellation.ThrowIfCancellationRequested();
            // A replay again, or two runs of one name: the last one is told.
            if (rows is [.., RunRow]) rows.Clear();
            rows.Add(row);
        }

        if (rows.Count == 0) throw new LedgerException($"No run '{request.Run}' is in session {request.Session} of '{source.Path}'.");
        var story = new Story(rows);
        if (request.Step is { } step && !story.Slots.Contains(step))
            throw new LedgerException($"Run '{request.Run}' has no step '{step}'. {LedgerSource.Nearest(step, story.Slots)}");
        if (request.Json) WhyJson.Write(terminal.Out, request, story);
        else WhyPage.Write(terminal, request.Step, story);
        return 0;
    }
}
