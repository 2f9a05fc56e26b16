namespace Forerun.Running.Waiting;

/// <summary>Time in which only people were at work. Nobody waits in it, so it counts in no seconds.</summary>
internal static class People
{
    /// <summary>How long, of the real path, nothing but people's steps was under way.</summary>
    public static TimeSpan Alone(IEnumerable<(bool IsHuman, TimeSpan From, TimeSpan To)> steps)
    {
        var all = steps.Where(s => s.To > s.From).ToList();
        if (!all.Exists(s => s.IsHuman)) return TimeSpan.Zero;
        return Covered(all) - Covered(all.FindAll(s => !s.IsHuman));
    }

    private static TimeSpan Covered(List<(bool IsHuman, TimeSpan From, TimeSpan To)> steps)
    {
        var (sum, until) = (TimeSpan.Zero, TimeSpan.MinValue);
        foreach (var (_, from, to) in steps.OrderBy(s => s.From))
        {
            if (to <= until) continue;
            sum += to - (from > until ? from : until);
            until = to;
        }

        return sum;
    }
}
