using Forerun.Learning;
using Forerun.Workflows;

namespace Forerun.Policies.SpeculativeActions;

/// <summary>
/// How often the first, second, … guess of a speculator is right (ours; the paper asks the model how sure it is). p_j is learned where all
/// guesses before it were wrong, so p_j·Π(1 − p_i) is the probability of the branch whether the guessers are independent or not. A
/// predictor that says itself how likely its guess is, is taken at its word.
/// </summary>
internal sealed class HitRates
{
    private readonly Dictionary<Reading, List<(Guess Guess, Belief Belief)>> open = [];

    /// <summary>The guesses in hand, each with the probability that it is right.</summary>
    public List<Guess> Of(ISituation situation, Call call, Reading reading)
    {
        var guesses = InHand.Of(situation, situation.Real, call, reading);
        var said = open[reading] = [];
        var left = 1.0;
        for (var i = 0; i < guesses.Count; i++)
        {
            if (guesses[i].Probability is not null) continue;
            var type = new Dependency(reading, said.Count == 0 ? "drafted_step" : "unknown");
            var belief = situation.BeliefOf(call.Operation, call.Operation, type, $"{guesses[i].By}, guess {said.Count + 1}");
            said.Add((guesses[i], belief));
            var p = belief.ProbabilityAt(situation.Settings.Quantile);
            guesses[i] = guesses[i] with { Probability = left * p };
            left *= 1 - p;
        }

        return guesses;
    }

    /// <summary>The actor has answered: each guess up to the first right one was a trial.</summary>
    public void Observe(Call call, Value value)
    {
        foreach (var (reading, said) in open.Where(o => o.Key.Slot == call.Slot).ToList())
        {
            open.Remove(reading);
            foreach (var (guess, belief) in said)
            {
                var isRight = guess.IsConfirmedBy(value);
                belief.Observe(isRight);
                if (isRight) break;
            }
        }
    }
}
