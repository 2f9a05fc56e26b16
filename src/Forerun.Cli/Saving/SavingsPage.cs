using Forerun.Cli.Demo.Showing;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Pricing;
using Spectre.Console;

namespace Forerun.Cli.Saving;

/// <summary>Savings for people at a terminal.</summary>
internal static class SavingsPage
{
    private const int Most = 40;

    public static void Write(Terminal terminal, SavingsFound found)
    {
        var (output, savings, total) = (terminal.Out, found.Savings, found.Savings.Total);
        var name = Path.GetFileName(found.Request.Ledger);
        output.WriteLine(found.Scope.Name.Length > 0 ? $"{name} · {found.Scope.Name}" : name);
        if (total.Runs == 0)
        {
            output.WriteLine("No run in it is settled.");
            return;
        }

        Wrapped.Write(terminal, "", SavingsWords.Realised(total));
        Wrapped.Write(terminal, "", SavingsWords.Estimated(total, found.ValueOfTime));
        Wrapped.Write(terminal, "", SavingsWords.Implied(savings));
        output.WriteLine();
        Groups(terminal, found);
        Ways(terminal, found);
        Dials(terminal, found);
    }

    private static void Groups(Terminal terminal, SavingsFound found)
    {
        var groups = found.Savings.Groups;
        var table = TableOf(found.Savings.By.ToString().ToLowerInvariant(), "runs", "seconds", "dollars", "hits", "wasted", "saved*", "extra*", "net*");
        foreach (var (name, saved) in groups.Take(Most))
            table.AddRow(
                Markup.Escape(name is null ? "(none)" : name.Length <= 20 ? name : name[..19] + "…"), $"{saved.Runs:N0}", saved.WaitedSeconds is { } waited ? $"{waited:N1}" : "-",
                Dollars(saved.Usd), $"{saved.Hits:N0} of {saved.Hits + saved.Misses + saved.Cancelled:N0}", Dollars(saved.WastedUsd), $"{saved.SavedSeconds:N1}",
                Dollars(saved.ExtraUsd), Dollars(saved.NetValueUsd(found.ValueOfTime)));
        Tables.Write(terminal, table);
        terminal.Out.WriteLine("* estimated; the rest is realised");
        if (groups.Count > Most) terminal.Out.WriteLine($"and {groups.Count - Most:N0} more that saved less: --json has all.");
    }

    private static void Ways(Terminal terminal, SavingsFound found)
    {
        if (found.Ways.Count == 0) return;
        terminal.Out.WriteLine();
        Wrapped.Write(terminal, "", SavingsWords.Second(found.Savings.Total));
        var table = TableOf("the calls of", "with", "dollars", "seconds", "a second", "as cheap if faster by");
        foreach (var way in found.Ways)
            table.AddRow(
                Markup.Escape(way.Model), Markup.Escape(way.Instead), SavingsWords.More(way.ExtraUsd), way.FewerSeconds is { } fewer ? $"{-fewer:+#,0.0;-#,0.0;0.0}" : "not measured",
                way.UsdPerSecond is { } price ? Phrases.Rate(price) : "-", way.FasterBy(found.Savings.Total.UsdPerSecond) is { } faster ? SavingsWords.Faster(faster) : "-");
        Tables.Write(terminal, table);
    }

    private static void Dials(Terminal terminal, SavingsFound found)
    {
        if (found.Dials.Count == 0) return;
        terminal.Out.WriteLine();
        Wrapped.Write(terminal, "", $"What {found.Policy} would have given at other dials, replayed over {Path.GetFileName(found.Request.Trace)} at {Phrases.Rate(found.ValueOfTime)}:");
        var table = TableOf("dial", "saved", "extra", "net value");
        foreach (var point in found.Dials)
            table.AddRow($"{point.Dial:0.##}", $"{point.SavedSeconds:N1} s", Dollars(point.ExtraUsd), Dollars(point.NetValueUsd));
        Tables.Write(terminal, table);
    }

    private static string Dollars(decimal usd) => new Usd(usd).ToString();

    private static Table TableOf(string first, params IReadOnlyList<string> others)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(first);
        foreach (var name in others) table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        return table;
    }
}
