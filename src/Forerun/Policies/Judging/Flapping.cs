using Forerun.Deciding;
using Forerun.Effects;

namespace Forerun.Policies.Judging;

/// <summary>
/// Some hysteresis (ours): a bet under way is dropped when two estimates in a row were below its threshold, or when its probability has
/// fallen to less than half of the break-even. An estimate is a new one if time has moved on or the terms have changed; whoever looks twice
/// in between sees the same one.
/// </summary>
internal sealed class Flapping
{
    private readonly Dictionary<Key, Low> below = [];

    public bool Forgives(Key bet, in Terms terms, TimeSpan now)
    {
        if (terms.Pays)
        {
            below.Remove(bet);
            return false;
        }

        var isFirst = !below.TryGetValue(bet, out var last) || (last.IsFirst && last.At == now && last.Terms == terms);
        below[bet] = new Low(now, terms, isFirst);
        return isFirst && terms.Probability >= terms.BreakEvenProbability / 2;
    }

    /// <summary>The last estimate that was below the threshold, and whether it was the first in a row.</summary>
    private readonly record struct Low(TimeSpan At, Terms Terms, bool IsFirst);
}
