using System.Text;
using Forerun.Cli.Output;
using Spectre.Console;

namespace Forerun.Cli.Chatting.Showing;

/// <summary>An answer with a panel beside it, as lines of one width. Nothing in it commands the terminal.</summary>
internal static class SidePanel
{
    private const int Panel = 38;
    private const string Rule = " │ ";

    /// <summary>Draws the end of both, as far as the rows go.</summary>
    /// <param name="answer">What was said.</param>
    /// <param name="panel">What stands beside it, a line each.</param>
    /// <param name="columns">How wide it may be.</param>
    /// <param name="rows">How high it may be.</param>
    public static IReadOnlyList<string> Draw(string answer, IReadOnlyList<string> panel, int columns, int rows)
    {
        var right = Math.Min(Panel, columns / 2);
        var left = columns - right - Rule.Length - 1;
        var (said, beside) = (Fold(answer, left).TakeLast(rows).ToList(), panel.SelectMany(l => Fold(l, right)).TakeLast(rows).ToList());
        return [.. Enumerable.Range(0, Math.Max(1, Math.Max(said.Count, beside.Count))).Select(i =>
            Filled(said.ElementAtOrDefault(i) ?? "", left) + Rule + (beside.ElementAtOrDefault(i) ?? ""))];
    }

    /// <summary>A text as printable lines of a width, broken between words where that is possible.</summary>
    public static IEnumerable<string> Fold(string text, int width)
    {
        foreach (var line in Printable(text).Split('\n'))
        {
            var rest = line.Replace('\t', ' ');
            while (rest.GetCellWidth() > width)
            {
                var most = Fitting(rest, width);
                var space = rest.LastIndexOf(' ', most);
                var end = space > 0 ? space : most;
                yield return rest[..end];
                rest = rest[end..].TrimStart(' ');
            }

            yield return rest;
        }
    }

    /// <summary>How many characters fit; at least one letter, however wide.</summary>
    private static int Fitting(string text, int width)
    {
        var (end, cells) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            cells += rune.ToString().GetCellWidth();
            if (cells > width && end > 0) return end;
            end += rune.Utf16SequenceLength;
        }

        return end;
    }

    private static string Filled(string line, int width) => line + new string(' ', Math.Max(0, width - line.GetCellWidth()));

    private static string Printable(string text)
    {
        var written = new StringBuilder();
        using var writer = new PrintableWriter(new StringWriter(written));
        writer.Write(text);
        return written.ToString();
    }
}
