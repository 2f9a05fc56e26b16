using Stop = Forerun.Running.Waiting.RealPath.Stop;

namespace Forerun.Running.Waiting;

/// <summary>What the calls of a run waited for, of those that are known.</summary>
internal sealed class Upstreams
{
    private readonly List<Stop> known;
    private readonly Dictionary<string, Stop> bySlot = [];
    private readonly ILookup<TimeSpan, Stop> byMoment;

    public Upstreams(List<Stop> known)
    {
        this.known = known;
        foreach (var stop in known) bySlot[stop.Call.Slot] = stop;
        byMoment = known.ToLookup(s => s.KnownAt!.Value);
    }

    /// <summary>
    /// What a call waits for: what it reads. Where it was asked for later than that was known, also what became known in that moment; and
    /// where the user's code has asked, all that it knew, with the time that the code took since.
    /// </summary>
    public (HashSet<Stop> Upstream, TimeSpan Lag) Of(Stop stop)
    {
        HashSet<Stop> upstream = stop.SharedWith is { KnownAt: not null } shared ? [shared] : [];
        if (stop.IsQuestion) return (upstream, AskedByCode(stop, upstream));
        var ready = TimeSpan.Zero;
        foreach (var dependency in stop.Call.Reads)
        {
            if (!bySlot.TryGetValue(dependency.Reading.Slot, out var read) || read.KnownAt > stop.AskedAt) continue;
            upstream.Add(read);
            if (read.KnownAt > ready) ready = read.KnownAt.Value;
        }

        if (stop.AskedAt > ready) upstream.UnionWith(byMoment[stop.AskedAt].Where(s => s.Order < stop.Order));
        return (upstream, TimeSpan.Zero);
    }

    /// <summary>Adds what the code knew that no earlier question waited for already, which is as good as all that it knew.</summary>
    private TimeSpan AskedByCode(Stop stop, HashSet<Stop> upstream)
    {
        Stop? before = null;
        foreach (var other in known)
            if (IsBefore(other, stop) && other.IsQuestion && (before is null || other.AskedAt > before.AskedAt)) before = other;
        var ready = TimeSpan.Zero;
        foreach (var other in known)
        {
            if (!IsBefore(other, stop)) continue;
            if (other.KnownAt > ready) ready = other.KnownAt!.Value;
            if (before is null || other == before || other.KnownAt > before.AskedAt) upstream.Add(other);
        }

        return stop.AskedAt - ready;
    }

    private static bool IsBefore(Stop other, Stop stop) => other != stop && other.KnownAt <= stop.AskedAt && (other.KnownAt < stop.AskedAt || other.Order < stop.Order);
}
