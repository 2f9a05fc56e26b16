using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Replay.Passes;

/// <summary>A predictor that learns along and makes no offers: what it would have said is measured, not bet on.</summary>
internal sealed class Unheard(IPredictor predictor) : IPredictor
{
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings) =>
        predictor.Observe(real, upstream, value, readings);
}
