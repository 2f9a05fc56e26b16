using Forerun.Deciding;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Testing;

/// <summary>
/// A policy without sense: it holds any bets, admissible or not, on guesses upon guesses, alone and together, drops them again, lies about
/// their terms and throws. It changes its mind with the time, not with each question, or nothing would ever get on.
/// </summary>
public sealed class ChaosPolicy(int seed) : IPolicy
{
    private readonly TimeSpan mood = TimeSpan.FromSeconds(Draws.Of(seed, "mood").Of([0.7, 5, 60]));
    private readonly List<Bet> bets = [];

    /// <inheritdoc/>
    public string Name => "chaos";

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
        var moods = situation.Now.Ticks / mood.Ticks;
        var draws = Draws.Of(seed, $"mood {moods}");
        if (draws.Chance(0.05)) throw new InvalidOperationException("a policy that throws");
        bets.Clear();
        foreach (var call in situation.Pending) Follow(situation, situation.Real, call, 3);
        foreach (var bet in bets)
        {
            var its = Draws.Of(seed, $"bet {bet.Identity} {moods}");
            if (its.Chance(0.1)) continue;
            choice.Add(bet with { Decision = Verdict(its, bet) });
            if (its.Chance(0.01)) throw new InvalidOperationException("a policy that throws half-way");
        }

        if (draws.Chance(0.1)) choice.Add(new Bet([], [], situation.Real) { Decision = Held });
        if (draws.Chance(0.1) && situation.Pending.Count > 0) choice.Add(new Bet([situation.Pending[0]], [], situation.Real) { Decision = Held });
        if (draws.Chance(0.2)) choice.EpisodeDepth = draws.Below(9);
        if (draws.Chance(0.5)) choice.LookAgain((moods + 1) * mood);
    }

    /// <inheritdoc/>
    public void Observe(Call call, Value value)
    {
        if (Draws.Of(seed, $"observe {call.Key}").Chance(0.1)) throw new InvalidOperationException("a policy that throws while it learns");
    }

    private static Decision Held => new() { Measure = "chaos", Enabled = true, WithinAllowance = true, Verdict = Deciding.Verdict.Speculate };

    private static Decision Verdict(Draws draws, Bet bet)
    {
        var decision = Held with
        {
            Phase = draws.Of(Enum.GetValues<Phase>()), Admission = draws.Chance(0.5) ? bet.Admission : Effects.Admission.Admissible,
            Score = draws.Below(100), ScoreThreshold = draws.Below(60), Grace = draws.Chance(0.1),
        };
        if (!draws.Chance(0.1)) return decision.Judged();
        var huge = new Terms(2, TimeSpan.MaxValue, new Usd(decimal.MaxValue), new Usd(decimal.MinValue), new Usd(decimal.MaxValue), -5);
        return decision with { Measure = null, Terms = huge };
    }

    /// <summary>What could be started on the guesses of a call, and on guesses upon those.</summary>
    private void Follow(ISituation situation, World world, Call call, int depth)
    {
        foreach (var reading in situation.ReadingsOf(call.Slot).DefaultIfEmpty(new Reading(call.Slot)))
        {
            foreach (var offer in situation.Offers(world, call, reading))
            {
                if (offer.Buy is { } buy) bets.Add(new Bet([buy], GuessesOf(world), world) { Buys = reading });
                if (offer.InHand is not { } guess) continue;
                var supposed = situation.Suppose(world, guess);
                if (supposed.Due.Count > 0) bets.Add(new Bet([.. supposed.Due], GuessesOf(supposed), supposed));
                foreach (var due in supposed.Due)
                {
                    bets.Add(new Bet([due], GuessesOf(supposed), supposed));
                    if (depth > 1 && bets.Count < 20) Follow(situation, supposed, due, depth - 1);
                }
            }
        }
    }

    private static List<Guess> GuessesOf(World world)
    {
        var guesses = new List<Guess>();
        for (var at = world; at.Guess is not null; at = at.Before!) guesses.Add(at.Guess);
        return guesses;
    }
}
