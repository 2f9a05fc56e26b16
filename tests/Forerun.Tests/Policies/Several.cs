using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Tests.Policies;

/// <summary>A predictor that offers several values for some slots, each with its probability.</summary>
internal sealed class Several(params (string Slot, string Value, double? P)[] says) : IPredictor
{
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        foreach (var (slot, value, p) in says)
            if (slot == upstream.Slot) offers.Add(new Offer(new Guess(reading, Value.Of(value), "several", p), null));
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
    }
}
