using Forerun.AI.Speculating.Loop;
using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Guessing;

/// <summary>Offers that a caller with a loop of his own will ask for the calls of a reply. How often he does is learned tool by tool.</summary>
internal sealed class AskedFor : IPredictor
{
    /// <summary>Who offers, as ledger rows have it.</summary>
    public const string By = "caller";

    private static readonly Value Yes = Value.From(true);

    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (upstream.Argument is CallerAsk) offers.Add(new Offer(new Guess(reading, Yes, By), null));
    }

    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
    }
}
