using System.Globalization;
using Forerun.Cli.Demo.Showing;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Pricing;
using Forerun.Replay.Comparing;
using Spectre.Console;

namespace Forerun.Cli.Comparing;

/// <summary>A comparison for people at a terminal.</summary>
internal static class ComparePage
{
    private const string Unknown = "-";

    public static void Write(Terminal terminal, Comparison comparison, string priceBook)
    {
        var output = terminal.Out;
        output.WriteLine(
            $"{comparison.Trace} · {comparison.Workload} · {TargetWords.Dial(comparison)} · {Phrases.Rate(comparison.ValueOfTime)} · prices {priceBook}");
        output.WriteLine($"{Counts.Of(comparison.Runs, "run")}, {Counts.Of(comparison.Steps, "step")}, in virtual time");
        output.WriteLine();
        foreach (var sentence in Findings.Of(comparison)) Wrapped.Write(terminal, "- ", sentence);
        if (TargetWords.Of(comparison) is { } target) Wrapped.Write(terminal, "- ", target);
        output.WriteLine();
        Outcome(terminal, comparison);
        Means(terminal, comparison);
        foreach (var line in TextFront.Draw(comparison, terminal.Columns)) output.WriteLine(line);
        foreach (var sentence in Findings.OfDials(comparison)) Wrapped.Write(terminal, "- ", sentence);
    }

    private static void Outcome(Terminal terminal, Comparison comparison)
    {
        var table = New("", "policy", "dT", "dCost", "waste", "net value", "95 % from", "to");
        foreach (var (letter, row) in TextFront.Lettered(comparison))
        {
            var cells = row.EqualsSequential
                ? ["made no bet", Unknown, Unknown, Unknown, Unknown, Unknown]
                : (string[])[Percent(row.Columns.TimePercent), Percent(row.Columns.CostPercent), Dollars(row.WasteUsd),
                    Dollars(row.NetValueUsd), Dollars(row.Interval?.Low), Dollars(row.Interval?.High)];
            Add(table, letter, row, cells);
        }

        Tables.Write(terminal, table);
        Wrapped.Write(terminal, "", $"dT: time saved, the mean over runs. dCost, dP, dG: dollars, prompt tokens and generated tokens more than {Compared(comparison)}.");
        terminal.Out.WriteLine();
    }

    private static void Means(Terminal terminal, Comparison comparison)
    {
        var table = New("", "policy", "dP", "dG", "MC", "K", "bets", "hit", "Brier");
        foreach (var (letter, row) in TextFront.Lettered(comparison).Where(r => !r.Row.EqualsSequential))
        {
            var replay = row.Replay;
            Add(
                table, letter, row,
                [Percent(row.Columns.PromptPercent), Percent(row.Columns.GeneratedPercent), Fixed(replay.PeakConcurrency, 2),
                    Fixed(replay.MeanDepth, 2), $"{replay.Bets:N0}", Percent(row.HitPercent), Fixed(replay.Brier, 3)]);
        }

        Tables.Write(terminal, table);
        Wrapped.Write(terminal, "", "MC: most calls in flight, mean over runs. K: mean depth. hit: bets that hit. Brier: 0 is a perfect forecast, 0.25 a coin's.");
        terminal.Out.WriteLine();
    }

    /// <summary>What the dollars and tokens of the columns are compared with.</summary>
    public static string Compared(Comparison comparison) =>
        comparison.Baseline == Baseline.Target ? "one step after the other" : "one step after the other with its drafter beside it";

    private static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var (name, i) in columns.Select((name, i) => (name, i)))
            table.AddColumn(i < 2 ? new TableColumn(name) : new TableColumn(name).RightAligned());
        return table;
    }

    private static void Add(Table table, char letter, ComparisonRow row, IEnumerable<string> cells) =>
        table.AddRow([new Text(letter.ToString()), new Text(row.Policy), .. cells.Select(c => new Text(c))]);

    private static string Percent(decimal? value) => value is { } percent ? $"{percent:N1} %" : Unknown;

    private static string Dollars(decimal? value) => value is { } usd ? new Usd(usd).ToString() : Unknown;

    private static string Fixed(double? value, int digits) => value?.ToString($"F{digits}", CultureInfo.InvariantCulture) ?? Unknown;
}
