using Forerun.Replay.Comparing;

namespace Forerun.Cli.Comparing.Web;

/// <summary>Where the dollars of each policy went.</summary>
internal static class MoneyChart
{
    private const double Width = 760, Left = 190, Right = 690, RowHeight = 24, BarHeight = 16;

    public static Markup Of(IReadOnlyList<ComparisonRow> rows)
    {
        var x = new Axis(0, Math.Max((double)rows.Max(r => r.Spending.Whole), 1e-6), Left, Right);
        var bottom = rows.Count * RowHeight;
        return Markup.Of($"""
            <svg viewBox="0 0 {Width} {bottom + 28}" role="img" aria-labelledby="money-title">
            <title id="money-title">Dollars for steps, for bets that were lost and for guesses, policy by policy</title>
            <g class="grid">{x.Ticks.Select(t => Markup.Of($"""<line x1="{x.At(t.Value)}" y1="0" x2="{x.At(t.Value)}" y2="{bottom}"/>"""))}</g>
            {rows.Select((row, i) => Row(row, i * RowHeight, x))}
            <g class="tick">{x.Ticks.Select(t => Markup.Of($"""<text x="{x.At(t.Value)}" y="{bottom + 16}" text-anchor="middle">${t.Text}</text>"""))}</g>
            </svg>
            """);
    }

    public static Markup Table(IEnumerable<ComparisonRow> rows) => HtmlTable.Of(
        "Where the dollars went", ["policy", "steps", "lost bets", "guesses", "whole"],
        rows.Select(r => (IReadOnlyList<string>)
            [r.Policy, Numbers.Dollars(r.Spending.Steps), Numbers.Dollars(r.Spending.LostBets), Numbers.Dollars(r.Spending.Guesses), Numbers.Dollars(r.Spending.Whole)]));

    private static Markup Row(ComparisonRow row, double y, Axis x)
    {
        var (steps, lost, whole) = ((double)row.Spending.Steps, (double)row.Spending.LostBets, (double)row.Spending.Whole);
        return Markup.Of($"""
            <g><text class="lane" x="{Left - 8}" y="{y + 16}" text-anchor="end">{row.Policy}</text>
            {Part("real", "steps", 0, steps)}{Part("lost", "lost bets", steps, steps + lost)}{Part("bought", "guesses", steps + lost, whole)}
            <text class="lane" x="{x.At(whole) + 6}" y="{y + 16}">{Numbers.Dollars(row.Spending.Whole)}</text></g>
            """);

        Markup Part(string look, string what, double from, double to) => x.At(to) - x.At(from) < 0.01 ? default : Markup.Of( // too narrow to be seen
            $"""<g class="{look}"><rect x="{x.At(from)}" y="{y + 4}" width="{x.At(to) - x.At(from)}" height="{BarHeight}"><title>{row.Policy}, {what}: {Numbers.Dollars((decimal)(to - from))}</title></rect></g>""");
    }
}
