namespace Forerun.Cli.Output;

/// <summary>One run without and with speculation, under each other and on one scale. Told apart without colour.</summary>
internal static class Timeline
{
    private const int Widest = 100;
    private const int Margin = 10;

    /// <summary>Draws two tracks, a line per lane, at most as wide as the columns and never wider than 100.</summary>
    public static IReadOnlyList<string> Draw(string title, Track without, Track with, int columns)
    {
        var cells = Math.Min(columns, Widest) - Margin - 1;
        var whole = without.End > with.End ? without.End : with.End;
        List<string> lines = [title, ""];
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
        if (fills.Contains(Track.Lost)) marks.Add($"{Track.Lost} bet that missed or was cancelled");
        if (fills.Contains(Track.Bought)) marks.Add($"{Track.Bought} guess bought");
        return new string(' ', Margin) + string.Join("   ", marks);
    }
}
