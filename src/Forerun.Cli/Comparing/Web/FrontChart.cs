using Forerun.Pricing;
using Forerun.Replay;
using Forerun.Replay.Comparing;

namespace Forerun.Cli.Comparing.Web;

/// <summary>Time against cost: every policy, the same at other dials and values of time, and the line below which it pays.</summary>
internal static class FrontChart
{
    private const double Width = 760, Height = 440, Left = 66, Right = 744, Top = 28, Bottom = 392;

    public static Markup Of(Comparison comparison)
    {
        var rows = comparison.Rows.Where(r => !r.EqualsSequential).ToList();
        var swept = comparison.DialSweep.Concat(comparison.ValueSweep).ToList();
        var x = Axis.Around([.. rows.Select(r => r.Replay.Speculative.Usd), .. swept.Select(p => p.Usd)], Left, Right);
        var y = Axis.Around([.. rows.Select(r => r.Replay.Speculative.Seconds), .. swept.Select(p => p.Seconds)], Bottom, Top);
        return Markup.Of($"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="front-title front-desc">
            <title id="front-title">Seconds against dollars of each policy</title>
            <desc id="front-desc">Lower is sooner, further left is cheaper. The table below has the numbers.</desc>
            {Frame(x, y)}{Even(comparison, x, y)}
            {Sweeps(swept, x, y)}{Front(comparison, x, y)}{Points(comparison, rows, x, y)}
            </svg>
            """);
    }

    private static Markup Frame(Axis x, Axis y) => Markup.Of($"""
        <g class="grid">{x.Ticks.Select(t => Markup.Of($"""<line x1="{x.At(t.Value)}" y1="{Top}" x2="{x.At(t.Value)}" y2="{Bottom}"/>"""))}
        {y.Ticks.Select(t => Markup.Of($"""<line x1="{Left}" y1="{y.At(t.Value)}" x2="{Right}" y2="{y.At(t.Value)}"/>"""))}</g>
        <g class="tick">{x.Ticks.Select(t => Markup.Of($"""<text x="{x.At(t.Value)}" y="{Bottom + 18}" text-anchor="middle">${t.Text}</text>"""))}
        {y.Ticks.Select(t => Markup.Of($"""<text x="{Left - 8}" y="{y.At(t.Value) + 4}" text-anchor="end">{t.Text}</text>"""))}
        <text x="{Right}" y="{Bottom + 38}" text-anchor="end">dollars (the axis does not begin at 0)</text>
        <text x="0" y="14">seconds (the axis does not begin at 0)</text></g>
        """);

    /// <summary>Where seconds saved are worth what they cost more: the line through <c>sequential</c> that falls by a second for each value of one.</summary>
    private static Markup Even(Comparison comparison, Axis x, Axis y)
    {
        if (comparison.ValueOfTime <= 0) return default;
        var (seconds, usd, worth) = ((double)comparison.Sequential.Seconds, (double)comparison.Sequential.Usd, (double)comparison.ValueOfTime);
        var ((left, right), (low, high)) = (x.Ends, y.Ends);
        var (from, to) = (Math.Max(left, usd - (worth * (high - seconds))), Math.Min(right, usd + (worth * (seconds - low))));
        return Markup.Of(
            $"""<line class="even" x1="{x.At(from)}" y1="{y.At(At(from))}" x2="{x.At(to)}" y2="{y.At(At(to))}"><title>On this line a second costs what it is worth.</title></line>""");

        double At(double dollars) => seconds - ((dollars - usd) / worth);
    }

    private static IEnumerable<Markup> Sweeps(IReadOnlyList<SweepPoint> swept, Axis x, Axis y) => swept.Select(p => Markup.Of(
        $"""<circle class="swept" cx="{x.At(p.Usd)}" cy="{y.At(p.Seconds)}" r="2.5"><title>{p.Policy} at {p.At.ToString(Numbers.Culture)}: {Told(new Bill(p.Seconds, p.Usd))}</title></circle>"""));

    private static Markup Front(Comparison comparison, Axis x, Axis y)
    {
        var points = comparison.Front.Select(p => Markup.Of($"{x.At(p.Bill.Usd)},{y.At(p.Bill.Seconds)} "));
        return Markup.Of($"""<polyline class="front" points="{points}"/>""");
    }

    private static Markup Points(Comparison comparison, List<ComparisonRow> rows, Axis x, Axis y)
    {
        var labels = new Labels(Left, Top, Right, Bottom);
        foreach (var row in rows) labels.Keep(x.At(row.Replay.Speculative.Usd), y.At(row.Replay.Speculative.Seconds));
        var first = rows.OrderByDescending(r => r == comparison.Best).ThenByDescending(r => r.Policy is "sequential" or "oracle").ToList();
        return Markup.Of($"""{rows.Select(Dot)}<g class="name">{first.Select(Name).ToList()}</g>""");

        Markup Dot(ComparisonRow row)
        {
            var bill = row.Replay.Speculative;
            var look = row == comparison.Best ? "best" : row.IsBracket ? "bracket" : "policy";
            return Markup.Of($"""<circle class="{look}" cx="{x.At(bill.Usd)}" cy="{y.At(bill.Seconds)}" r="5"><title>{row.Policy}: {Told(bill)}</title></circle>""");
        }

        Markup Name(ComparisonRow row) => labels.Place(row.Policy, x.At(row.Replay.Speculative.Usd), y.At(row.Replay.Speculative.Seconds));
    }

    private static string Told(Bill bill) => $"{Numbers.Seconds(bill.Seconds)} s, {new Usd(bill.Usd)}";
}
