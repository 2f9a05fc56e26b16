using Forerun.Cli.Demo.Showing;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Pricing;
using Forerun.Replay;
using Forerun.Replay.Fitting;
using Spectre.Console;

namespace Forerun.Cli.Fitting;

/// <summary>Whether a workload fits, for people at a terminal.</summary>
internal static class FitPage
{
    public static void Write(Terminal terminal, FitReport report, ReplayOptions options)
    {
        var output = terminal.Out;
        output.WriteLine($"{report.Trace} · {Counts.Of(report.Runs, "run")} · dial {options.Dial} · {Phrases.Rate(options.ValueOfTime.Amount)} · prices {options.Prices.Version}");
        output.WriteLine($"Where {report.Sequential.Seconds:N1} seconds of waiting and {(report.Sequential.Cost is { } usd ? new Usd(usd).ToString() : "an unknown sum")} go:");
        Show(terminal, FitWords.SpendingColumns, FitWords.Spending(report), 2);
        output.WriteLine();
        output.WriteLine(FitWords.Verdict(report.Verdict));
        foreach (var sentence in FitWords.Findings(report)) Wrapped.Write(terminal, "- ", sentence);
        output.WriteLine();
        Show(terminal, FitWords.EdgeColumns, FitWords.Edges(report), 2);
        Wrapped.Write(terminal, "", "Scores 0 to 2: share of the waiting it could hide, P against P*, value against cost, admissibility (0 is a no), volume, output space; 10 strong, 7 fit, 4 marginal.");
        foreach (var edge in report.Edges)
        {
            output.WriteLine();
            output.WriteLine($"{edge.Edge}: {FitJson.Word(edge.Verdict)}");
            foreach (var reason in edge.Reasons) Wrapped.Write(terminal, "- ", reason);
        }
    }

    private static void Show(Terminal terminal, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, int left)
    {
        var table = new Table().Border(TableBorder.Rounded);
        for (var i = 0; i < columns.Count; i++) table.AddColumn(i < left ? new TableColumn(columns[i]) : new TableColumn(columns[i]).RightAligned());
        foreach (var row in rows) table.AddRow(row.Select(c => new Text(c)));
        Tables.Write(terminal, table);
    }
}
