using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Workflows;

namespace Forerun.Policies.Sherlock;

/// <summary>
/// m of each verifier: how often it changes nothing of what is read of it, or nothing that matters to any of its readers (tier 2). A belief of
/// its own, learned from every verdict, bet on or not; its prior is that of the type <c>verified</c>.
/// </summary>
internal sealed class MatchRates
{
    private readonly Dictionary<string, (Belief Belief, List<Guess> Guesses, List<Dependency> Readers)> open = [];

    /// <summary>The guess that a verifier changes nothing, with m as its probability; null if the call is none or has nothing to check yet.</summary>
    public Guess? Unchanged(ISituation situation, World world, Call verifier, Reading reading)
    {
        if (Unverified.Of(world, verifier, reading) is not { } guess) return null;
        var readers = situation.Program.Plan.SelectMany(p => p.After).Where(d => d.Reading == reading && !d.IsOrder).ToList();
        var strictest = readers.Find(d => d.Tier != 2) is null ? readers.FirstOrDefault()?.Equivalence : null;
        var m = situation.BeliefOf(verifier.Operation, verifier.Operation, new Dependency(reading, "verified") { Equivalence = strictest }, Unverified.Name);
        if (situation.Real.HasAsked(verifier.Slot))
        {
            if (!open.TryGetValue(verifier.Slot, out var waiting)) open[verifier.Slot] = waiting = (m, [], strictest is null ? [] : readers);
            if (!waiting.Guesses.Contains(guess)) waiting.Guesses.Add(guess);
        }

        return guess with { Probability = m.ProbabilityAt(situation.Settings.Quantile) };
    }

    /// <summary>A verdict is there.</summary>
    public void Observe(Call call, Value value)
    {
        if (open.Remove(call.Slot, out var waiting)) waiting.Belief.Observe(waiting.Guesses.TrueForAll(g => g.IsConfirmedBy(value) || Matters(waiting.Readers, g, value) == false));
    }

    /// <summary>Whether what a verifier has changed matters to a reader of it; null: nobody reads it but exactly.</summary>
    private static bool? Matters(List<Dependency> readers, Guess guess, Value actual)
    {
        var own = readers.FindAll(d => d.Reading == guess.Reading);
        return own.Count == 0 ? null : !own.TrueForAll(d => d.Equivalence!.Accepts(guess.Value, d.Reading.Of(actual), null) == true);
    }
}
