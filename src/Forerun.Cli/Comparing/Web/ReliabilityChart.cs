using Forerun.Learning;
using Forerun.Replay.Comparing;

namespace Forerun.Cli.Comparing.Web;

/// <summary>How often guesses came true, by how likely they were said to be.</summary>
internal static class ReliabilityChart
{
    private const double Side = 360, From = 44, To = 344;

    public static Markup Of(ComparisonRow row)
    {
        var (x, y) = (new Axis(0, 100, From, To), new Axis(0, 100, To - 28, 16));
        var most = row.Reliability.Max(b => b.Count);
        return Markup.Of($"""
            <svg class="square" viewBox="0 0 {Side} {Side}" role="img" aria-labelledby="said-title">
            <title id="said-title">Said and come true, in percent, of the guesses of {row.Policy}</title>
            <g class="grid">{x.Ticks.Select(t => Markup.Of($"""<line x1="{x.At(t.Value)}" y1="{y.At(0.0)}" x2="{x.At(t.Value)}" y2="{y.At(100.0)}"/><line x1="{From}" y1="{y.At(t.Value)}" x2="{To}" y2="{y.At(t.Value)}"/>"""))}</g>
            <line class="even" x1="{x.At(0.0)}" y1="{y.At(0.0)}" x2="{x.At(100.0)}" y2="{y.At(100.0)}"/>
            {row.Reliability.Where(b => b.Count > 0).Select(b => Dot(b, most, x, y))}
            <g class="tick">{x.Ticks.Select(t => Markup.Of($"""<text x="{x.At(t.Value)}" y="{To - 10}" text-anchor="middle">{t.Text}</text><text x="{From - 6}" y="{y.At(t.Value) + 4}" text-anchor="end">{t.Text}</text>"""))}
            <text x="{To}" y="{To + 8}" text-anchor="end">said, %</text><text x="{From + 4}" y="12">came true, %</text></g>
            </svg>
            """);
    }

    public static Markup Table(ComparisonRow row) => HtmlTable.Of(
        $"Guesses of {row.Policy} whose truth became known", ["said", "on average", "came true", "guesses"],
        row.Reliability.Select((bin, i) => (bin, i)).Where(b => b.bin.Count > 0).Select(b => (IReadOnlyList<string>)
            [$"{10 * b.i} to {10 * (b.i + 1)} %", Numbers.Percent((decimal)Said(b.bin)), Numbers.Percent((decimal)Right(b.bin)), Numbers.Count(b.bin.Count)]));

    private static Markup Dot(ReliabilityBin bin, int most, Axis x, Axis y) => Markup.Of(
        $"""<circle class="policy" cx="{x.At(Said(bin))}" cy="{y.At(Right(bin))}" r="{3 + (7 * Math.Sqrt((double)bin.Count / most))}"><title>{Numbers.Count(bin.Count)} guesses: said {Numbers.Fixed(Said(bin), 1)} %, came true {Numbers.Fixed(Right(bin), 1)} %</title></circle>""");

    private static double Said(ReliabilityBin bin) => 100 * bin.Said / bin.Count;

    private static double Right(ReliabilityBin bin) => 100.0 * bin.Right / bin.Count;
}
