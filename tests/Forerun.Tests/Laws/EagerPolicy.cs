using Forerun.Deciding;
using Forerun.Policies;
using Forerun.Workflows;

namespace Forerun.Tests.Laws;

/// <summary>Bets on whatever is offered, three guesses deep, whatever it costs: so much is paid for that is never asked for.</summary>
internal sealed class EagerPolicy : IPolicy
{
    private static readonly Decision Held = new() { Measure = "eager", Score = 1, ScoreThreshold = 0, WithinAllowance = true };

    public string Name => "eager";

    public void Choose(ISituation situation, Choice choice)
    {
        foreach (var call in situation.Pending) Follow(situation, situation.Real, call, [], choice);
    }

    private static void Follow(ISituation situation, World world, Call upstream, List<Guess> under, Choice choice)
    {
        foreach (var reading in situation.ReadingsOf(upstream.Slot))
        {
            foreach (var offer in situation.Offers(world, upstream, reading))
            {
                if (offer.InHand is not { } guess) continue;
                var supposed = situation.Suppose(world, guess);
                List<Guess> guesses = [.. under, guess];
                foreach (var due in supposed.Due)
                {
                    choice.Add(new Bet([due], guesses, supposed) { Decision = Held });
                    if (guesses.Count < 3) Follow(situation, supposed, due, guesses, choice);
                }
            }
        }
    }
}
