namespace Forerun.Cli.Output;

/// <summary>One run without and with speculation, under each other and on one scale. Told apart without colour.</summary>
internal static class Timeline
{
    private const int Widest = 100;
    private const int Margin = 10;

    /// <summary>Draws two tracks, a line per lane, at most as wide as the columns and never wider than 100.</summary>
    /// <param name="title">What it is.</param>
    /// <param name="without">Without bets.</param>
    /// <param name="with">With bets.</param>
    /// <param name="columns">How wide it may be.</param>
    /// <param name="expected">How long it is to be at least, so that the scale of one that still grows stays the same.</param>
    public static IReadOnlyList<string> Draw(string title, Track without, Track with, int columns, TimeSpan expected = default)
    {
        var cells = Math.Min(columns, Widest) - Margin - 1;
        var whole = new[] { without.End, with.End, expected }.Max();
        List<string> lines = title.Length > 0 ? [title, ""] : [];
        foreach (var track in (Track[])[without, with])
        {
            lines.Add(track.Summary);
            foreach (var (name, bars) in track.Groups)
                lines.AddRange(Lanes.Draw(bars, whole, cells).Select((lane, i) => $"{(i == 0 ? name : ""),Margin - 2} │{lane}"));
        }

        lines.Add(Axis(whole, cells));
        lines.Add(Legend(with));
        return lines;
    }

    private static string Axis(TimeSpan whole, int cells)
    {
        var end = $"{whole.TotalSeconds:N1} s";
        return new string(' ', Margin - 1) + "└" + new string('─', Math.Max(0, cells - end.Length - 1)) + " " + end;
    }

    private static string Legend(Track with)
    {
        List<string> marks = [$"{Track.Real} step"];
        var fills = with.Groups.SelectMany(g => g.Bars).Select(b => b.Fill).ToHashSet();
        if (fills.Contains(Track.Hit)) marks.Add($"{Track.Hit} bet that hit");
        if (fills.Contains(Track.Open)) marks.Add($"{Track.Open} bet under way");
        if (fills.Contains(Track.Lost)) marks.Add($"{Track.Lost} bet that missed or was cancelled");
        if (fills.Contains(Track.Bought)) marks.Add($"{Track.Bought} guess bought");
        return new string(' ', Margin) + string.Join("   ", marks);
    }
}
