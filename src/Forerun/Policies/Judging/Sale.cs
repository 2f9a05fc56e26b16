using Forerun.Deciding;
using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Policies.Judging;

/// <summary>A guess that is for sale.</summary>
/// <param name="World">The world in which it would be made: the real one, or one that stands on guesses itself.</param>
/// <param name="Upstream">The call whose output would be guessed.</param>
/// <param name="Reading">What is read of it.</param>
/// <param name="Offer">Who would make it, and the call that buys it.</param>
internal readonly record struct Sale(World World, Call Upstream, Reading Reading, Offer Offer)
{
    /// <summary>
    /// The work that the guess would start, whatever it says: it can be priced, not started. Null if nothing would start. The probability
    /// is that of the guess; default: what the edge's belief says.
    /// </summary>
    public Bet? Work(ISituation situation, double? probability = null)
    {
        var slot = Upstream.Slot;
        var world = situation.Suppose(World, new Guess(Reading, Value.Unknown, Offer.By, probability));
        var calls = world.Due.Where(c => c.Reads.Any(d => d.Reading.Slot == slot)).ToList();
        return calls.Count == 0 ? null : new Bet(calls, [.. Under, world.Guess!], world);
    }

    /// <summary>The guesses that the call to be guessed stands on itself.</summary>
    public List<Guess> Under
    {
        get
        {
            List<Guess> guesses = [];
            World.UnderAll(Upstream, guesses);
            return guesses;
        }
    }
}
