namespace Forerun.Aiming;

/// <summary>What recorded runs gave at one dial.</summary>
/// <param name="Dial">The dial, 0 to 1.</param>
/// <param name="ExtraPercent">Dollars more than the same runs without bets, in percent of sums.</param>
/// <param name="Seconds">The seconds within which 1, 2, … 99 percent of the runs were answered, by the nearest rank.</param>
public sealed record FrontPoint(decimal Dial, decimal ExtraPercent, IReadOnlyList<decimal> Seconds)
{
    /// <summary>What a target bounds: percent, or seconds.</summary>
    public decimal Of(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.ExtraPercent is null ? Seconds[(int)(100 * target.Quantile) - 1] : ExtraPercent;
    }

    /// <summary>The nearest rank: the least of the seconds that a share of them is within; 0 of none.</summary>
    public static decimal Rank(IReadOnlyList<decimal> sorted, decimal share)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        return sorted.Count == 0 ? 0 : sorted[Math.Max((int)Math.Ceiling(share * sorted.Count), 1) - 1];
    }

    /// <summary>Equal if all it says is equal, seconds in their order.</summary>
    public bool Equals(FrontPoint? other) => other is not null && (Dial, ExtraPercent) == (other.Dial, other.ExtraPercent) && Seconds.SequenceEqual(other.Seconds);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dial, ExtraPercent, Seconds.Count);
}
