using Forerun.Cli.Output;
using Forerun.Replay;
using Spectre.Console;

namespace Forerun.Cli.Replaying;

/// <summary>A report for people.</summary>
internal static class ReplayPage
{
    public static void Write(Terminal terminal, ReplayReport report, string priceBook, IReadOnlyList<string> picture)
    {
        var output = terminal.Out;
        output.WriteLine(
            $"{report.Trace} · {report.Workload} · {report.Policy} · "
            + $"{TargetWords.Dial(report)} · {Phrases.Rate(report.ValueOfTime)} · {Phrases.Of(report.Entry)} · prices {priceBook}");
        output.WriteLine($"{Counts.Of(report.Runs, "run")}, {Counts.Of(report.Steps, "step")}, in virtual time");
        output.WriteLine();
        Bills(terminal, report);
        output.WriteLine(Phrases.Meaning(report));
        output.WriteLine(Phrases.Bets(report));
        if (report.Target is { } target) Demo.Showing.Wrapped.Write(terminal, "", TargetWords.Of(target));
        output.WriteLine();
        foreach (var line in picture) output.WriteLine(line);
    }

    private static void Bills(Terminal terminal, ReplayReport report)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("");
        foreach (var name in (string[])["seconds", "saved", "dollars", "extra", "net value"])
            table.AddColumn(new TableColumn(name).RightAligned());
        Add(table, report, "sequential", report.Sequential);
        Add(table, report, "speculative", report.Speculative);
        Add(table, report, "oracle", report.Oracle);
        Tables.Write(terminal, table);
    }

    private static void Add(Table table, ReplayReport report, string name, Bill bill)
    {
        var (real, time) = (report.Sequential, report.ValueOfTime);
        var known = real.Cost is not null && bill.Cost is not null;
        var net = (time * (real.Seconds - bill.Seconds)) - (bill.Usd - real.Usd);
        table.AddRow(
            name, $"{bill.Seconds:N1}", Phrases.Share(real.Seconds - bill.Seconds, real.Seconds), Phrases.Dollars(bill),
            known ? Phrases.Share(bill.Usd - real.Usd, real.Usd) : "?", known ? new Pricing.Usd(net).ToString() : "?");
    }
}
