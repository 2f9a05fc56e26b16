using Forerun.Cli.Output;

namespace Forerun.Cli.Accounting;

/// <summary>Reads a ledger, adds it up, and shows the sums.</summary>
internal static class LedgerJob
{
    public static int Run(LedgerRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var source = LedgerSource.Open(request.File);
        var scope = Scope.Of(source, request.Session, request.Filter.Run);
        var tally = Tally.Of(source.Rows(scope.Shown, request.Filter.Run), request.Filter, request.By, cancellation);
        if (request.Json) LedgerJson.Write(terminal.Out, request, scope, tally);
        else LedgerPage.Write(terminal, request, scope, tally);
        Tell(terminal, scope, tally);
        return 0;
    }

    /// <summary>What the sums don't hold.</summary>
    private static void Tell(Terminal terminal, Scope scope, Tally tally)
    {
        foreach (var (operation, model, attempts) in tally.Unknown)
        {
            var whose = model is null ? $"'{operation}'" : $"'{operation}' with {model}";
            terminal.Error.WriteLine($"What {Counts.Of(attempts, "attempt")} of {whose} cost is not known and is in no sum.");
        }

        if (tally.Total.UnknownTokens > 0)
            terminal.Error.WriteLine($"{Counts.Of(tally.Total.UnknownTokens, "attempt")} did not say how many tokens it took: they are in no sum.");
        if (scope.LeftOut is { } leftOut) terminal.Error.WriteLine(leftOut);
    }
}
