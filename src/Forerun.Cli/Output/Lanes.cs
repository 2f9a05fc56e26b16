namespace Forerun.Cli.Output;

/// <summary>Bars laid in as few lanes as it takes for none to cover another.</summary>
internal static class Lanes
{
    /// <summary>How many lanes are shown at most.</summary>
    public const int Most = 8;

    /// <summary>One line per lane, and one that says how many more there are, if they are too many to show.</summary>
    public static IEnumerable<string> Draw(IEnumerable<Bar> bars, TimeSpan whole, int cells)
    {
        var lanes = Pack(bars);
        foreach (var lane in lanes.Take(Most))
        {
            var line = new char[cells];
            Array.Fill(line, ' ');
            foreach (var bar in lane) bar.Draw(line, whole);
            yield return new string(line).TrimEnd();
        }

        if (lanes.Count > Most) yield return $"(and {lanes.Skip(Most).Sum(l => l.Count):N0} more at the same time)";
    }

    /// <summary>The bars lane by lane.</summary>
    public static List<List<Bar>> Pack(IEnumerable<Bar> bars)
    {
        List<List<Bar>> lanes = [];
        foreach (var bar in bars.OrderBy(b => b.Start).ThenBy(b => b.End))
        {
            var lane = lanes.Find(l => l[^1].End <= bar.Start);
            if (lane is null) lanes.Add(lane = []);
            lane.Add(bar);
        }

        return lanes;
    }
}
