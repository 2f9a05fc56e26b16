using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Workflows;

namespace Forerun.Policies.Forerun;

/// <summary>The guesses in hand on what is read of a call's output.</summary>
internal static class Guesses
{
    /// <summary>How much longer than a prior the record of an edge counts against what a predictor says of its own guesses (ours).</summary>
    private const double Caution = 4;

    /// <summary>Each value once, in the order of the offers, as likely as the edges to those who read it allow.</summary>
    public static List<Guess> Of(ISituation situation, World world, Call call, Reading reading, IReadOnlyList<Offer> offers)
    {
        var guesses = InHand.Of(offers, reading);
        if (guesses.Count == 0) return guesses;
        foreach (var reader in situation.Suppose(world, guesses[0]).Due)
            foreach (var dependency in reader.Reads)
                if (dependency.Reading.Slot == call.Slot)
                    Weigh(guesses, by => situation.BeliefOf(call.Operation, reader.Operation, dependency, by));
        return guesses;
    }

    /// <summary>
    /// Where the prior of the edge is a fact that nothing has contradicted yet, as of a uniform router, no guess is likelier than that: a
    /// handful of runs must not talk anybody into betting above k_crit. A second guess may be less likely, as what it has followed says: the
    /// fact is of the first. Elsewhere those of one guesser are scaled with its first, which is taken for what the edge has shown of it while that is
    /// little: what one gets right says nothing of another.
    /// </summary>
    private static void Weigh(List<Guess> guesses, Func<string, Belief> of)
    {
        Dictionary<string, double> scales = [];
        for (var i = 0; i < guesses.Count; i++)
        {
            var (guess, belief) = (guesses[i], of(guesses[i].By));
            if (!scales.TryGetValue(guess.By, out var scale)) scales[guess.By] = scale = Scale(guess, belief);
            if (belief.HoldsPrior && (i == 0 || !(guess.Probability < belief.Prior.Mean))) guesses[i] = guess with { Probability = null };
            else guesses[i] = guess with { Probability = guess.Probability is { } said ? Math.Min(1, scale * said) : null };
        }

        if (guesses.TrueForAll(g => g.Probability is not null)) Rank(guesses);
    }

    /// <summary>The likeliest first, all together no likelier than 1.</summary>
    private static void Rank(List<Guess> guesses)
    {
        var sum = Math.Max(1, guesses.Sum(g => g.Probability!.Value));
        var ranked = guesses.Select(g => g with { Probability = g.Probability / sum }).OrderByDescending(g => g.Probability).ToList();
        guesses.Clear();
        guesses.AddRange(ranked);
    }

    /// <summary>
    /// By what to multiply the probability p of the first guess to have w·b + (1 − w)·p: b is the belief's mean after n observations, and
    /// w = 4·n0/(4·n0 + n).
    /// </summary>
    private static double Scale(Guess first, Belief belief)
    {
        if (belief.HoldsPrior || first.Probability is not (> 0 and var said)) return 1;
        var (prior, seen) = (belief.Prior.Strength, belief.Hits + belief.Misses);
        var shown = ((prior * belief.Prior.Mean) + belief.Hits) / (prior + seen);
        var weight = Caution * prior / ((Caution * prior) + seen);
        return ((weight * shown) + ((1 - weight) * said)) / said;
    }
}
