using Forerun.Pricing;
using Forerun.Replay;
using Forerun.Replay.Comparing;

namespace Forerun.Cli.Comparing;

/// <summary>Time against cost, drawn with letters: one for each policy of the table, dots for the same at other settings.</summary>
internal static class TextFront
{
    private const int Widest = 100;
    private const int Margin = 11;
    private const int Lines = 16;
    private const char Other = '·', Several = '*';

    /// <summary>The rows with the letter that stands for each.</summary>
    public static IEnumerable<(char Letter, ComparisonRow Row)> Lettered(Comparison comparison) =>
        comparison.Rows.Select((row, i) => (i < 26 ? (char)('a' + i) : i < 52 ? (char)('A' + i - 26) : '?', row));

    public static IReadOnlyList<string> Draw(Comparison comparison, int columns)
    {
        var lettered = Lettered(comparison).Where(r => !r.Row.EqualsSequential).Select(r => (r.Letter, Bill: r.Row.Replay.Speculative)).ToList();
        var others = comparison.DialSweep.Concat(comparison.ValueSweep).Select(p => (Letter: Other, Bill: new Bill(p.Seconds, p.Usd))).ToList();
        var all = lettered.Concat(others).Select(p => p.Bill).ToList();
        var (time, money) = (new Span(all.Select(b => b.Seconds)), new Span(all.Select(b => b.Usd)));
        var field = Enumerable.Range(0, Lines).Select(_ => new string(' ', Math.Min(columns, Widest) - Margin - 1).ToCharArray()).ToArray();
        foreach (var (letter, bill) in others.Concat(lettered))
        {
            ref var cell = ref field[Lines - 1 - time.Cell(bill.Seconds, Lines)][money.Cell(bill.Usd, field[0].Length)];
            cell = cell is ' ' or Other ? letter : letter == Other ? cell : Several;
        }

        return [.. Framed(field, time, money, others.Count > 0)];
    }

    private static IEnumerable<string> Framed(char[][] field, Span time, Span money, bool hasOthers)
    {
        yield return $"{"seconds",Margin - 1}";
        for (var line = 0; line < Lines; line++)
        {
            var label = line == 0 ? $"{time.Most:N1}" : line == Lines - 1 ? $"{time.Least:N1}" : "";
            yield return $"{label,Margin - 1} │{new string(field[line]).TrimEnd()}";
        }

        yield return new string(' ', Margin) + "└" + new string('─', field[0].Length - 1);
        var (low, high) = (new Usd(money.Least).ToString(), $"{new Usd(money.Most)} dollars");
        yield return new string(' ', Margin + 1) + low + high.PadLeft(Math.Max(high.Length + 1, field[0].Length - low.Length));
        yield return new string(' ', Margin + 1) + "down is sooner, left is cheaper; neither axis begins at 0";
        yield return new string(' ', Margin + 1) + "letters as in the table" + (hasOthers ? $"   {Other} the same at another setting" : "") + $"   {Several} several";
        yield return "";
    }

    /// <summary>From the least to the most.</summary>
    private readonly struct Span(IEnumerable<decimal> values)
    {
        private readonly (decimal Least, decimal Most) ends = (values.Min(), values.Max());

        public decimal Least => ends.Least;

        public decimal Most => ends.Most;

        public int Cell(decimal value, int cells) => Most == Least ? 0 : (int)Math.Round((value - Least) / (Most - Least) * (cells - 1));
    }
}
