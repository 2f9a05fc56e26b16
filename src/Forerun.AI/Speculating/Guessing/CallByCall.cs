using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Guessing;

/// <summary>Asks a predictor for the calls of a reply, and not for the whole of it, which has words that nobody can guess.</summary>
internal sealed class CallByCall(IPredictor predictor) : IPredictor
{
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (reading.Path != "$") predictor.Offer(world, upstream, reading, offers);
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings) => predictor.Observe(real, upstream, value, readings);
}
