using Forerun.Cli.Demo.Running;
using Forerun.Cli.Demo.Showing;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Spectre.Console;

namespace Forerun.Cli.Demo;

/// <summary>A demo for people.</summary>
internal static class DemoPage
{
    /// <summary>What is about to happen: what of it is real and what is scripted.</summary>
    public static void WriteHead(Terminal terminal, DemoRequest request, IEnumerable<string> setting)
    {
        terminal.Out.WriteLine(
            $"{request.Title} · {Counts.Of(request.Count, request.Noun)} · seed {request.Seed} · {request.Policy} · dial {request.Dial} · "
            + $"{Phrases.Rate(request.ValueOfTime)} · prices {request.Book().Version}");
        foreach (var sentence in setting) Wrapped.Write(terminal, "", sentence);
        terminal.Out.WriteLine();
    }

    public static void Write(Terminal terminal, DemoReport report, IEnumerable<string> outcome)
    {
        var output = terminal.Out;
        foreach (var line in Timeline.Draw("", PassTrack.Of(report.Sequential), PassTrack.Of(report.Speculative), terminal.Columns)) output.WriteLine(line);
        output.WriteLine($"{new string(' ', 10)}{report.Request.Legend}");
        output.WriteLine();
        Bills(terminal, report);
        foreach (var sentence in outcome) Wrapped.Write(terminal, "", sentence);
        output.WriteLine();
        foreach (var sentence in DemoWords.Bets(report)) Wrapped.Write(terminal, "- ", sentence);
    }

    private static void Bills(Terminal terminal, DemoReport report)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("");
        foreach (var name in (string[])["seconds", "saved", "dollars", "extra"]) table.AddColumn(new TableColumn(name).RightAligned());
        var (without, with) = (report.Sequential, report.Speculative);
        table.AddRow("sequential", $"{report.SequentialSeconds:N1}", Share(0, report.SequentialSeconds), Dollars(without), "0.0 %");
        table.AddRow(
            "speculative", $"{report.SpeculativeSeconds:N1}", Share(report.SequentialSeconds - report.SpeculativeSeconds, report.SequentialSeconds),
            Dollars(with), with.Cost is { } more && without.Cost is { } real ? Phrases.Share((more - real).Amount, real.Amount) : "unknown");
        if (report.Foresight is { } best)
            table.AddRow("foresight", $"{best:N1}", Share(report.SequentialSeconds - best, report.SequentialSeconds), Dollars(without), "0.0 %");
        Tables.Write(terminal, table);
    }

    private static string Share(decimal part, decimal whole) => Phrases.Share(part, whole);

    private static string Dollars(PassResult pass) => pass.Cost is { } cost ? cost.ToString() : "unknown";
}
