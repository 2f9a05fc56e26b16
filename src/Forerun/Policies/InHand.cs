using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Policies;

/// <summary>The guesses in hand.</summary>
internal static class InHand
{
    /// <summary>The guesses on what is read of a call's output, each value once, in the order of the offers.</summary>
    public static List<Guess> Of(ISituation situation, World world, Call call, Reading reading) => Of(situation.Offers(world, call, reading), reading);

    /// <summary>Those among the offers, each value once, in their order.</summary>
    public static List<Guess> Of(IReadOnlyList<Offer> offers, Reading reading)
    {
        List<Guess> guesses = [];
        foreach (var offer in offers)
            if (offer.InHand is { } guess && guess.Reading == reading && !ReferenceEquals(guess.Value, Value.Unknown)
                && !guesses.Exists(g => g.Value.Equals(guess.Value)))
                guesses.Add(guess);
        return guesses;
    }
}
