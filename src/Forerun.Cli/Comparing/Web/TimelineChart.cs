using Forerun.Cli.Output;

namespace Forerun.Cli.Comparing.Web;

/// <summary>One run without bets and with them, under each other and on one scale.</summary>
internal static class TimelineChart
{
    private const double Width = 760, Left = 70, Right = 744, LaneHeight = 18, BarHeight = 14, LetterWidth = 6.4;

    public static Markup Of(RunTold run, string policy, int number)
    {
        var tracks = new[] { ("sequential", Track.Bars(run.Without, TimeSpan.Zero, a => a.Slot)), (policy, Track.Bars(run.With, TimeSpan.Zero, a => a.Slot)) };
        var end = tracks.SelectMany(t => t.Item2).SelectMany(g => g.Bars).Select(b => b.End).DefaultIfEmpty(TimeSpan.FromSeconds(1)).Max();
        var x = new Axis(0, Math.Max(end.TotalSeconds, 0.001), Left, Right);
        var y = 4.0;
        var drawn = tracks.Select(t => Draw(t.Item1, t.Item2, x, ref y)).ToList();
        return Markup.Of($"""
            <svg viewBox="0 0 {Width} {y + 30}" role="img" aria-labelledby="run-{number}">
            <title id="run-{number}">Run {Numbers.Short(run.Run)} under sequential and under {policy}</title>
            <g class="grid">{x.Ticks.Select(t => Markup.Of($"""<line x1="{x.At(t.Value)}" y1="4" x2="{x.At(t.Value)}" y2="{y}"/>"""))}</g>
            {drawn}
            <g class="tick">{x.Ticks.Select(t => Markup.Of($"""<text x="{x.At(t.Value)}" y="{y + 16}" text-anchor="middle">{t.Text} s</text>"""))}</g>
            </svg>
            """);
    }

    private static Markup Draw(string name, IReadOnlyList<(string Name, List<Bar> Bars)> groups, Axis x, ref double y)
    {
        var lines = new List<Markup> { Markup.Of($"""<text class="track" x="0" y="{y + 12}">{name}</text>""") };
        y += LaneHeight;
        foreach (var (group, bars) in groups.Where(g => g.Bars.Count > 0))
        {
            var top = y;
            lines.Add(Markup.Of($"""<text class="lane" x="{Left - 8}" y="{top + 11}" text-anchor="end">{group}</text>"""));
            foreach (var lane in Lanes.Pack(bars).Take(Lanes.Most))
            {
                var at = y;
                lines.AddRange(lane.Select(bar => Draw(bar, x, at)));
                y += LaneHeight;
            }
        }

        y += 8;
        return Markup.Of($"{lines}");
    }

    private static Markup Draw(Bar bar, Axis x, double y)
    {
        var (from, to) = (x.At(bar.Start.TotalSeconds), x.At(bar.End.TotalSeconds));
        var width = Math.Max(1.5, to - from - 1);
        var (look, told) = bar.Fill switch
        {
            Track.Real => ("real", "step"),
            Track.Hit => ("hit", "bet that hit"),
            Track.Bought => ("bought", "guess bought"),
            _ => ("lost", "bet that missed or was cancelled"),
        };
        var label = bar.Label.Length * LetterWidth < width - 4 ? Markup.Of($"""<text x="{from + 3}" y="{y + 11}">{bar.Label}</text>""") : default;
        return Markup.Of($"""
            <g class="{look}"><rect x="{from}" y="{y}" width="{width}" height="{BarHeight}" rx="2"><title>{told} {Numbers.Short(bar.Label)}: {Numbers.Fixed(bar.Start.TotalSeconds, 1)} to {Numbers.Fixed(bar.End.TotalSeconds, 1)} s</title></rect>{label}</g>
            """);
    }
}
