using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Policies.Forerun;

/// <summary>The guesses in hand on what is read of a call's output.</summary>
internal static class Guesses
{
    /// <summary>
    /// Each value once, in the order of the offers. Where the prior of the edge is a fact that nothing has contradicted, as of a uniform
    /// router, no guess is likelier than that: a handful of runs must not talk anybody into betting above k_crit. A second guess may be less
    /// likely, as what it has followed says: the fact is of the first.
    /// </summary>
    public static List<Guess> Of(ISituation situation, World world, Call call, Reading reading, IReadOnlyList<Offer> offers)
    {
        var guesses = InHand.Of(offers, reading);
        if (guesses.Count == 0) return guesses;
        foreach (var reader in situation.Suppose(world, guesses[0]).Due)
            foreach (var dependency in reader.Reads)
                if (dependency.Reading.Slot == call.Slot) HoldPrior(situation, guesses, call, reader, dependency);
        return guesses;
    }

    private static void HoldPrior(ISituation situation, List<Guess> guesses, Call call, Call reader, Dependency dependency)
    {
        for (var i = 0; i < guesses.Count; i++)
        {
            var belief = situation.BeliefOf(call.Operation, reader.Operation, dependency, guesses[i].By);
            if (belief.HoldsPrior && (i == 0 || !(guesses[i].Probability < belief.Prior.Mean))) guesses[i] = guesses[i] with { Probability = null };
        }
    }
}
