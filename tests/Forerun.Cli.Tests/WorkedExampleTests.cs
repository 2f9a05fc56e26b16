using System.CommandLine.Parsing;
using System.Globalization;
using Forerun.Calibrating;
using Forerun.Ledgers;

namespace Forerun.Cli.Tests;

/// <summary>A reader who types what docs/worked-example.md says sees what it shows.</summary>
public class WorkedExampleTests : Scratch
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/worked-example.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task Page_EveryCommand_PrintsWhatStandsBelowIt()
    {
        var commands = 0;
        foreach (var (said, shown) in Blocks())
        {
            var printed = "";
            foreach (var line in said)
            {
                printed += line.StartsWith("grep ", StringComparison.Ordinal) ? "" : await Print(line);
                commands++;
            }

            AssertShown(shown, [.. printed.Split('\n')]);
        }

        Assert.Equal(11, commands);
        AssertMoves();
    }

    private async Task<string> Print(string command)
    {
        var words = CommandLineParser.SplitCommandLine(command).ToList();
        Assert.Equal("forerun", words[0]);
        var run = await Run.Of([.. words.Skip(1).Select(w => IsFile(w) ? PathOf(w) : w)]);
        Assert.True(run.Code == 0, $"{command}: {run.Error}");
        return run.Out.ReplaceLineEndings("\n");
    }

    /// <summary>The lines of a block in their order; … stands for any others.</summary>
    private static void AssertShown(IReadOnlyList<string> shown, List<string> printed)
    {
        var at = 0;
        foreach (var line in shown.Where(l => l != "…"))
        {
            var found = printed.IndexOf(line, at);
            Assert.True(found >= 0, $"The page shows '{line}', and that is not printed there:\n{string.Join('\n', printed)}");
            at = found + 1;
        }
    }

    /// <summary>The table of moves is that of the ledger, and what is said of the drift is true.</summary>
    private void AssertMoves()
    {
        var moves = JsonlLedger.Read(PathOf("ledger.jsonl")).OfType<MoveRow>().ToList();
        var rows = Page.Split('\n').Where(l => l.StartsWith("| router-", StringComparison.Ordinal)).Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToList();
        Assert.Equal(moves.Select(m => (m.Tags.Run, Words(m.From), Words(m.To), $"{m.Why}".ToLowerInvariant())), rows.Select(r => (r[1], r[2], r[3], r[4])));
        Assert.Equal("121 of 154 right where 17.5 % have to be", Text($"{moves[0].Numbers.PayingHits} of {moves[0].Numbers.Paying} right where {100 * moves[0].Numbers.Needed:0.0} % have to be"));
        Assert.StartsWith($"{moves[1].Numbers.Hits} of {moves[1].Numbers.Decisions} right", rows[1][5], StringComparison.Ordinal);
        foreach (var i in (int[])[2, 3, 4])
            Assert.Equal(rows[i][5], Text($"{moves[i].Numbers.Bets} bets: won ${moves[i].Numbers.Won:0.00}, lost ${moves[i].Numbers.Lost:0.0000}"));
        var last = moves[^1];
        Assert.Equal("the sum is 16.61, over 16.12", Text($"the sum is {last.Numbers.Drift:0.00}, over {DriftTest.Threshold:0.00}"));
        Assert.Contains(Text($"after {3225 - 3200 + 1} decisions"), Page);
        Assert.Contains(Text($"derives {DriftTest.FoundWithin((double)last.Numbers.Reference!, 0.2)} at 95 %"), Page);
        Assert.Contains(Text($"down ${last.Numbers.Down:0.0000} since"), Page);
    }

    private static string Words(Stand stand) =>
        stand.Stage == Stage.Canary ? Text($"canary {100 * stand.Share:0} %") : $"{stand.Stage}".ToLowerInvariant();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Each block of commands with the block of text below it, if there is one before the next commands.</summary>
    private static IEnumerable<(IReadOnlyList<string> Said, IReadOnlyList<string> Shown)> Blocks()
    {
        var parts = Page.Split("```bash\n").Skip(1);
        return parts.Select(p => ((IReadOnlyList<string>)Lines(p.Split("```")[0]), (IReadOnlyList<string>)(p.Split("```text\n") is [_, var text, ..] ? Lines(text.Split("```")[0]) : [])));
    }

    private static string[] Lines(string block) => block.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsFile(string word) => Path.GetExtension(word) is ".jsonl" or ".db";
}
