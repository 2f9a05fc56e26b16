using Forerun.Cli.Output;
using Forerun.Pricing;
using Spectre.Console;

namespace Forerun.Cli.Accounting;

/// <summary>The sums for people.</summary>
internal static class LedgerPage
{
    private const int Most = 40;

    public static void Write(Terminal terminal, LedgerRequest request, Scope scope, Tally tally)
    {
        var (output, total) = (terminal.Out, tally.Total);
        output.WriteLine(scope.Name.Length > 0 ? $"{Path.GetFileName(request.File)} · {scope.Name}" : Path.GetFileName(request.File));
        if (total.Attempts == 0)
        {
            output.WriteLine("No attempt is in it that you asked for.");
            return;
        }

        output.WriteLine($"{Counts.Of(total.Runs, "run")}, {Counts.Of(total.Attempts, "attempt")}: {new Usd(total.Usd)}");
        output.WriteLine(
            $"{total.InputTokens:N0} tokens in, {total.CachedInputTokens:N0} of them from a cache, and {total.OutputTokens:N0} out");
        output.WriteLine(Bets(total));
        if (total.GuessesUsd > 0) output.WriteLine($"Guesses, right and wrong, were bought for {new Usd(total.GuessesUsd)}.");
        output.WriteLine();
        Groups(terminal, request.By, [.. tally.Groups]);
    }

    private static string Bets(Sums total) => total.Bets == 0
        ? "No bets."
        : $"{Counts.Of(total.Bets, "bet")}: {Counts.Of(total.Hits, "hit")}, {total.Misses:N0} missed, {total.Cancelled:N0} cancelled; "
            + $"{new Usd(total.WastedUsd)} went into those that did not hit.";

    private static void Groups(Terminal terminal, Grouping by, IReadOnlyList<(string? Key, Sums Sums)> groups)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(by.Name());
        foreach (var name in (string[])["attempts", "in", "cached", "out", "dollars", "wasted", "hit", "miss", "canc."])
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        foreach (var (key, sums) in groups.OrderByDescending(g => g.Sums.Usd).Take(Most))
        {
            table.AddRow(
                Markup.Escape(key is null ? "(none)" : Short(key)), $"{sums.Attempts:N0}", $"{sums.InputTokens:N0}", $"{sums.CachedInputTokens:N0}",
                $"{sums.OutputTokens:N0}", Dollars(sums), new Usd(sums.WastedUsd).ToString(), $"{sums.Hits:N0}", $"{sums.Misses:N0}",
                $"{sums.Cancelled:N0}");
        }

        Tables.Write(terminal, table);
        if (groups.Count > Most) terminal.Out.WriteLine($"and {groups.Count - Most:N0} more that cost less: --json has all.");
    }

    /// <summary>With a plus where some of it is not known.</summary>
    private static string Dollars(Sums sums) => new Usd(sums.Usd) + (sums.UnknownCosts > 0 ? "+?" : "");

    private static string Short(string name) => name.Length <= 40 ? name : name[..39] + "…";
}
