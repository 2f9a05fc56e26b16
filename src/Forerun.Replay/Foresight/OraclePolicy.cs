using Forerun.Deciding;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Replay.Recorded;
using Forerun.Workflows;

namespace Forerun.Replay.Foresight;

/// <summary>
/// <c>oracle</c>: of all guesses that somebody offers, those that will be accepted and pay for themselves, in a sliding window. Not the
/// best that can be thought of: the best use of these drafters and predictors.
/// </summary>
internal sealed class OraclePolicy(Record record) : IPolicy
{
    private readonly Dictionary<Effects.Key, bool> worthBuying = [];
    private readonly Dictionary<Effects.Key, Decision> verdicts = [];

    public string Name => "oracle";

    public void Choose(ISituation situation, Choice choice)
    {
        var world = situation.Real;
        foreach (var call in situation.Pending)
            world = Follow(situation, choice, world, call, EndOf(situation, call));
    }

    /// <summary>Follows a call as far as right guesses lead, and holds what is asked for on the way.</summary>
    private World Follow(ISituation situation, Choice choice, World world, Call call, TimeSpan end)
    {
        foreach (var reading in situation.ReadingsOf(call.Slot))
        {
            foreach (var offer in situation.Offers(world, call, reading))
            {
                if (offer.InHand is null && offer.Buy is { } buy && WillBeAccepted(call) && IsWorth(situation, buy, call, end))
                    Add(situation, choice, new Bet([buy], [], world) { Buys = reading }, []);
                if (offer.InHand is not { } guess || record.OutputOf(call) is not { } truth || !guess.IsConfirmedBy(truth) || IsFailed(call)) continue;
                world = situation.Suppose(world, guess with { Probability = 1 });
                foreach (var due in world.Due.Where(d => record.StepOf(d) is not null && StandsOnGuesses(situation, world, d)).ToList())
                {
                    var guesses = new List<Guess>();
                    world.Under(due, guesses);
                    if (guesses.Count == 0) continue;
                    var bet = new Bet([due], guesses, world);
                    Add(situation, choice, bet, choice.Bets);
                    var dueEnd = EndOf(situation, due);
                    world = Follow(situation, choice, world, due, dueEnd > end ? dueEnd : end);
                }

                break;
            }
        }

        return world;
    }

    /// <summary>Adds a bet with the verdict of when it was first made: foresight does not change its mind, so it is priced once.</summary>
    private void Add(ISituation situation, Choice choice, Bet bet, IReadOnlyList<Bet> held)
    {
        if (!verdicts.TryGetValue(bet.Identity, out var verdict))
            verdicts[bet.Identity] = verdict = Foreseen.Verdict(situation, bet, held);
        choice.Add(bet with { Decision = verdict });
    }

    /// <summary>
    /// Whether all that a call reads is real or was guessed. What a target that ended early made known is not used before its draft is:
    /// the published oracle accepts drafts, it does not chain outputs.
    /// </summary>
    private bool StandsOnGuesses(ISituation situation, World world, Call due) => due.Reads.All(dependency =>
        situation.Real.Read(dependency.Reading) is not null
        || (world.Asked(dependency.Reading.Slot) is { } upstream && record.OutputOf(upstream) is { } truth
            && situation.Offers(world, upstream, dependency.Reading).Any(o => o.InHand?.IsConfirmedBy(truth) == true)));

    private bool IsFailed(Call call) => record.StepOf(call) is { Guesses: [{ Failed: true }, ..] };

    private bool WillBeAccepted(Call call) =>
        !record.IsLast(call) && record.OutputOf(call) is { } truth
        && record.StepOf(call) is { Guesses: [{ Failed: false } guess, ..] } && RecordedValues.ValueOf(guess).Equals(truth);

    /// <summary>
    /// Whether what a draft hides is worth its price: the seconds until the chain so far has come true, less those of the draft, but no
    /// more than there is to be started early.
    /// </summary>
    private bool IsWorth(ISituation situation, Call buy, Call call, TimeSpan end)
    {
        if (worthBuying.TryGetValue(buy.Key, out var known)) return known;
        var guess = record.StepOf(call)!.Guesses[0];
        var early = end - situation.Now - (guess.Duration ?? TimeSpan.Zero);
        var hidden = record.Behind(call);
        var saved = early < hidden ? early : hidden;
        var price = situation.PriceOf(buy.Operation, guess.Usage ?? TokenUsage.Zero) ?? Usd.Zero;
        return worthBuying[buy.Key] = saved.Ticks / (decimal)TimeSpan.TicksPerSecond * situation.Settings.ValueOfTime > price;
    }

    /// <summary>When a call really ends, if it is under way or starts now.</summary>
    private TimeSpan EndOf(ISituation situation, Call call) =>
        (situation.StartOf(call) ?? situation.Now) + (record.StepOf(call)?.Duration ?? TimeSpan.Zero);
}
