using System.Collections;

namespace Forerun.Pricing;

/// <summary>Tiers by rising threshold, equal by content so that two equal prices are equal records.</summary>
internal sealed class TierList : IReadOnlyList<PriceTier>
{
    private readonly PriceTier[] _tiers;

    public TierList(IEnumerable<PriceTier> tiers)
    {
        _tiers = [.. tiers];
        for (var i = 1; i < _tiers.Length; i++)
        {
            var (before, here) = (_tiers[i - 1].AboveInputTokens, _tiers[i].AboveInputTokens);
            if (here <= before)
                throw new ArgumentException($"Tiers must rise: {here} follows {before}.", nameof(tiers));
        }
    }

    public static TierList Empty { get; } = new([]);

    public int Count => _tiers.Length;

    public PriceTier this[int index] => _tiers[index];

    public IEnumerator<PriceTier> GetEnumerator() => ((IEnumerable<PriceTier>)_tiers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is TierList other && _tiers.AsSpan().SequenceEqual(other._tiers);

    public override int GetHashCode() => _tiers.Length == 0 ? 0 : HashCode.Combine(_tiers.Length, _tiers[0]);
}
