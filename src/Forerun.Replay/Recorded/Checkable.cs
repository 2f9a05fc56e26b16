using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>Offers only what a trace can confirm or refute: of an operation whose outputs nobody has recorded there is no truth to compare with.</summary>
internal sealed class Checkable(IPredictor predictor, Workload workload) : IPredictor
{
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (workload.IsRecorded(upstream.Operation)) predictor.Offer(world, upstream, reading, offers);
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
        if (workload.IsRecorded(upstream.Operation)) predictor.Observe(real, upstream, value, readings);
    }
}
