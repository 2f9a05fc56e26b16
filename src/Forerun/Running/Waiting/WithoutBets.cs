using Stop = Forerun.Running.Waiting.RealPath.Stop;

namespace Forerun.Running.Waiting;

/// <summary>
/// The same real calls again, each begun when all that it waited for is known and taking as long as it did: what a run would have taken
/// without bets. All ours. In a replay that is exact. Live, a call may take longer or shorter another time, and what waited for room in the limits is
/// taken to wait as long. Code that asks by itself is taken to wait for all that it knew when it asked, so where it asks for several things
/// at once and goes on with each by itself this is too long.
/// </summary>
internal sealed class WithoutBets
{
    private readonly PriorityQueue<(Stop Stop, bool IsAsked), (TimeSpan At, int Order)> queue = new();
    private readonly Dictionary<Stop, int> missing = [];
    private readonly Dictionary<Stop, TimeSpan> lags = [];
    private readonly Dictionary<Stop, List<Stop>> readers = [];
    private readonly Dictionary<Stop, (TimeSpan Asked, TimeSpan Known)> times = [];
    private readonly List<(Stop Stop, bool IsPrepared)> leaving = [];
    private TimeSpan left;

    private WithoutBets(List<Stop> known)
    {
        var waits = new Upstreams(known);
        foreach (var stop in known)
        {
            var (upstream, lag) = waits.Of(stop);
            missing[stop] = upstream.Count;
            lags[stop] = lag;
            foreach (var before in upstream)
            {
                if (!readers.TryGetValue(before, out var list)) readers[before] = list = [];
                list.Add(stop);
            }
        }

        foreach (var stop in known)
            if (missing[stop] == 0) queue.Enqueue((stop, true), (lags[stop], queue.Count));
    }

    /// <summary>How long people would have waited for these calls, all of which are known.</summary>
    public static TimeSpan Of(List<Stop> known)
    {
        var run = new WithoutBets(known);
        run.Go();
        var end = run.times.Values.Select(t => t.Known).DefaultIfEmpty().Max();
        return end - People.Alone(run.times.Select(t => (t.Key.IsHuman, t.Value.Asked, t.Value.Known)));
    }

    private void Go()
    {
        for (var order = queue.Count; queue.TryDequeue(out var next, out var now); order++)
        {
            var (stop, isAsked) = next;
            if (isAsked)
            {
                times[stop] = (now.At, now.At);
                if (stop.IsStaged) leaving.Add((stop, false));
                queue.Enqueue((stop, false), (now.At + (stop.SharedWith is null ? stop.Work : TimeSpan.Zero), order));
            }
            else if (stop.IsStaged)
            {
                leaving[leaving.FindIndex(s => s.Stop == stop)] = (stop, true);
                Leave(now.At, order);
            }
            else
            {
                Know(stop, now.At, order);
            }
        }
    }

    /// <summary>Staged effects leave in the order in which they were asked for.</summary>
    private void Leave(TimeSpan now, int order)
    {
        while (leaving is [(var first, true), ..])
        {
            leaving.RemoveAt(0);
            left = (now > left ? now : left) + (first.KnownAt!.Value - first.PreparedAt!.Value - Waited(first));
            Know(first, left, order);
        }
    }

    /// <summary>How long a staged effect that was ready waited for those before it.</summary>
    private TimeSpan Waited(Stop stop)
    {
        var before = times.Keys.Where(s => s.IsStaged && s.AskedAt <= stop.AskedAt && s.KnownAt < stop.KnownAt).Select(s => s.KnownAt!.Value)
            .DefaultIfEmpty(stop.PreparedAt!.Value).Max();
        return before > stop.PreparedAt ? before - stop.PreparedAt.Value : TimeSpan.Zero;
    }

    private void Know(Stop stop, TimeSpan at, int order)
    {
        times[stop] = times[stop] with { Known = at };
        foreach (var reader in readers.GetValueOrDefault(stop, []))
            if (--missing[reader] == 0) queue.Enqueue((reader, true), (at + lags[reader], order));
    }
}
