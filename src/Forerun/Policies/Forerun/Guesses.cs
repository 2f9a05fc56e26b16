using Forerun.Workflows;

namespace Forerun.Policies.Forerun;

/// <summary>The guesses in hand on what is read of a call's output.</summary>
internal static class Guesses
{
    /// <summary>
    /// Each value once, in the order of the offers. Where the prior of the edge is a fact that nothing has contradicted, as of a uniform
    /// router, it stands in for whatever the predictor says: a handful of runs must not talk anybody into betting above k_crit.
    /// </summary>
    public static List<Guess> Of(ISituation situation, World world, Call call, Reading reading)
    {
        List<Guess> guesses = [];
        foreach (var offer in situation.Offers(world, call, reading))
            if (offer.InHand is { } guess && guess.Reading == reading && !ReferenceEquals(guess.Value, Value.Unknown)
                && !guesses.Exists(g => g.Value.Equals(guess.Value)))
                guesses.Add(guess);
        if (guesses.Count > 0 && HoldsPrior(situation, world, call, guesses[0]))
            for (var i = 0; i < guesses.Count; i++) guesses[i] = guesses[i] with { Probability = null };
        return guesses;
    }

    private static bool HoldsPrior(ISituation situation, World world, Call call, Guess guess)
    {
        var supposed = situation.Suppose(world, guess);
        foreach (var reader in supposed.Due)
            foreach (var dependency in reader.Reads)
                if (dependency.Reading.Slot == call.Slot && situation.BeliefOf(call.Operation, reader.Operation, dependency).HoldsPrior) return true;
        return false;
    }
}
