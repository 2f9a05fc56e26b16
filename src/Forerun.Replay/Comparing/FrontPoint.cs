using System.Globalization;

namespace Forerun.Replay.Comparing;

/// <summary>A policy at a setting, as a point of time against cost.</summary>
/// <param name="Name">The policy, with the dial or the value of time if they are not those of the comparison.</param>
/// <param name="Bill">Its seconds and dollars.</param>
public sealed record FrontPoint(string Name, Bill Bill)
{
    /// <summary>
    /// The points that no other beats in both, cheapest first; where several are the same the first is named. Policies with foresight stand
    /// outside, and what equals <c>sequential</c> is it.
    /// </summary>
    internal static IReadOnlyList<FrontPoint> Of(Comparison comparison)
    {
        var points = comparison.Rows.Where(r => !PolicyNames.Foresees(r.Policy)).Select(r => new FrontPoint(r.Policy, r.Replay.Speculative))
            .Concat(comparison.DialSweep.Where(p => p.At != comparison.Dial).Select(p => At(p, "dial ")))
            .Concat(comparison.ValueSweep.Where(p => p.At != comparison.ValueOfTime).Select(p => At(p, "$")))
            .DistinctBy(p => p.Bill).OrderBy(p => p.Bill.Usd).ThenBy(p => p.Bill.Seconds);
        List<FrontPoint> front = [];
        foreach (var point in points)
            if (front is not [.., var cheaper] || point.Bill.Seconds < cheaper.Bill.Seconds) front.Add(point);
        return front;
    }

    private static FrontPoint At(SweepPoint point, string what) => new(
        $"{point.Policy} at {what}{point.At.ToString("0.#########", CultureInfo.InvariantCulture)}{(what == "$" ? "/s" : "")}", new Bill(point.Seconds, point.Usd));
}
