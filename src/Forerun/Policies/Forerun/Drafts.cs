using Forerun.Deciding;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Policies.Judging;
using Forerun.Workflows;

namespace Forerun.Policies.Forerun;

/// <summary>
/// Guesses that must be bought, beside those that cost nothing (ours): one is bought if what it may add pays. It adds something if none
/// of the guesses on which bets are held is right, and it is; how often it is right then is a belief of its own.
/// </summary>
internal sealed class Drafts
{
    private readonly Dictionary<string, Draft> open = [];

    /// <summary>Decides on what can be bought for the real calls under way.</summary>
    public void Choose(ISituation situation, Choice choice, Judge judge)
    {
        foreach (var call in situation.Pending)
        {
            foreach (var reading in situation.ReadingsOf(call.Slot))
            {
                foreach (var offer in situation.Offers(situation.Real, call, reading))
                {
                    if (offer.Buy is not { } buy) continue;
                    var draft = Of(situation, call, reading, offer, buy, judge.Held);
                    if (offer.InHand is { } said) draft.Said = said.Value;
                    else judge.Buy(situation, choice, call, reading, offer, draft.Belief, 1 - draft.Covered);
                }
            }
        }
    }

    /// <summary>Learns whether a draft was right where it was needed.</summary>
    public void Observe(Call call, Value value)
    {
        if (!open.Remove(call.Slot, out var draft) || draft.Said is not { } said) return;
        var truth = draft.Reading.Of(value);
        if (!draft.Held.Contains(truth)) draft.Belief.Observe(said.Equals(truth));
    }

    private Draft Of(ISituation situation, Call call, Reading reading, Offer offer, Call buy, IReadOnlyList<Bet> held)
    {
        if (!open.TryGetValue(call.Slot, out var draft))
            open[call.Slot] = draft = new Draft(reading, situation.BeliefOf(call.Operation, buy.Operation, new Dependency(reading, "drafted_step"), offer.By));
        if (draft.Said is not null) return draft;
        draft.Held.Clear();
        draft.Covered = 0;
        foreach (var bet in held)
            foreach (var guess in bet.Guesses)
                if (guess.Reading == reading && draft.Held.Add(guess.Value)) draft.Covered += guess.Probability ?? 0;
        draft.Covered = Math.Min(1, draft.Covered);
        return draft;
    }

    private sealed record Draft(Reading Reading, Belief Belief)
    {
        public Value? Said { get; set; }

        public HashSet<Value> Held { get; } = [];

        public double Covered { get; set; }
    }
}
