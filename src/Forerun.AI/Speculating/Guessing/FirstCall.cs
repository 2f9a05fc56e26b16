using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Guessing;

/// <summary>Asks a predictor for the first call of a reply, and not for the whole of it, which has words that nobody can guess.</summary>
internal sealed class FirstCall(IPredictor predictor) : IPredictor
{
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (reading == Loop.Slots.CallOf(upstream.Slot, 0)) predictor.Offer(world, upstream, reading, offers);
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings) => predictor.Observe(real, upstream, value, readings);
}
