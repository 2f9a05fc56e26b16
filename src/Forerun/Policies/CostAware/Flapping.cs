using Forerun.Deciding;
using Forerun.Effects;

namespace Forerun.Policies.CostAware;

/// <summary>
/// Some hysteresis (ours): a bet under way is dropped when it has been below its threshold twice in a row, or when its probability has
/// fallen to less than half of the break-even.
/// </summary>
internal sealed class Flapping
{
    private readonly HashSet<Key> below = [];

    public bool Forgives(Key bet, in Terms terms)
    {
        if (terms.Pays)
        {
            below.Remove(bet);
            return false;
        }

        return below.Add(bet) && terms.Probability >= terms.BreakEvenProbability / 2;
    }
}
