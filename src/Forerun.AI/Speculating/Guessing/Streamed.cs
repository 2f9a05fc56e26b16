using Forerun.AI.Speculating.Replies;
using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Guessing;

/// <summary>
/// Offers the calls that are complete in a reply which is still coming. Nearly certain, but not quite: the stream may break and be begun
/// anew.
/// </summary>
internal sealed class Streamed : IPredictor
{
    /// <summary>Who offers, as ledger rows have it.</summary>
    public const string By = "stream";

    private const double Sure = 0.99;

    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (upstream.Operation.Kind != OperationKind.Model || world.Growing(upstream.Key) is not { } growing) return;
        var calls = Streams.CallsIn(growing);
        for (var i = 0; i < calls.Count; i++)
            if (reading == Loop.Slots.CallOf(upstream.Slot, i)) offers.Add(new Offer(new Guess(reading, Value.Of(calls[i].Json), By, Sure), null));
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
    }
}
