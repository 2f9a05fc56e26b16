namespace Forerun.Replay.Comparing;

/// <summary>Where turning the dial towards latency takes longer, or makes it cheaper: the wrong way.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="From">The dial.</param>
/// <param name="To">The next dial of the sweep.</param>
/// <param name="Seconds">How much longer it took, s; negative: sooner, as it should be.</param>
/// <param name="Usd">How much more it cost, USD; negative: less.</param>
public sealed record Bend(string Policy, decimal From, decimal To, decimal Seconds, decimal Usd)
{
    /// <summary>Every bend of a sweep of dials. A sweep that is monotone has none.</summary>
    public static IReadOnlyList<Bend> Of(IEnumerable<SweepPoint> sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return [.. sweep.GroupBy(p => p.Policy).SelectMany(points =>
        {
            var turned = points.OrderBy(p => p.At).ToList();
            return turned.Zip(turned.Skip(1), (from, to) => new Bend(points.Key, from.At, to.At, to.Seconds - from.Seconds, to.Usd - from.Usd));
        }).Where(b => b.Seconds > 0 || b.Usd < 0)];
    }
}
