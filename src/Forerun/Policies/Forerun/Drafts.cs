using Forerun.Deciding;
using Forerun.Learning;
using Forerun.Policies.Judging;
using Forerun.Workflows;

namespace Forerun.Policies.Forerun;

/// <summary>
/// Guesses that must be bought, beside those that cost nothing (ours). One is bought if what it may add pays: it adds something if none
/// of the guesses on which bets are held is right, and it is; how often it is right then is a belief of its own. What is bought for a
/// world of guesses comes as early as the drafter can run ahead.
/// </summary>
internal sealed class Drafts
{
    private readonly Dictionary<(Reading, string), Draft> open = [];
    private readonly Dictionary<(World, Reading), List<Wanted>> wanted = [];
    private readonly PriorityQueue<Wanted, decimal> undecided = new();

    /// <summary>A new moment: nothing has been seen yet.</summary>
    public void Begin()
    {
        wanted.Clear();
        undecided.Clear();
    }

    /// <summary>A guess that somebody offers for a price, or has been paid for.</summary>
    public void See(ISituation situation, Sale sale, Judge judge)
    {
        if (sale.Offer.Buy is not { } buy) return;
        if (sale.Offer.InHand is { } said)
        {
            if (sale.World.IsReal) Open(situation, sale).Said = said.Value;
            return;
        }

        if (!wanted.TryGetValue((sale.World, sale.Reading), out var drafts)) wanted[(sale.World, sale.Reading)] = drafts = [];
        if (drafts.Exists(d => d.Buy.Key == buy.Key)) return; // more than one bet leads to this world
        var belief = BeliefIn(situation, sale, buy);
        if (judge.Consider(situation, sale, belief) is not { } purchase) return;
        var seen = new Wanted(sale, buy, belief);
        drafts.Add(seen);
        undecided.Enqueue(seen, -purchase.Yield);
    }

    /// <summary>
    /// When the first draft is there that is on its way for what somebody else guesses in a bet; null: none is. Then more is known, and
    /// the bet can still be made.
    /// </summary>
    public Durations? Arrival(ISituation situation, Bet bet)
    {
        Durations? first = null;
        if (wanted.Count == 0) return first;
        for (var at = bet.World; at.Before is { } before; at = before)
        {
            if (!wanted.TryGetValue((before, at.Guess!.Reading), out var drafts)) continue;
            foreach (var draft in drafts)
            {
                if (!draft.IsComing || draft.Sale.Offer.By == at.Guess.By || situation.ForecastOf(draft.Buy.Operation) is null) continue;
                var comes = situation.RemainingTime(draft.Buy);
                if (first is not { } sooner || comes.Mean < sooner.Mean) first = comes;
            }
        }

        return first;
    }

    /// <summary>Decides on the best draft in sight if it comes before <paramref name="order"/>. False: there is none.</summary>
    public bool TryChoose(ISituation situation, Choice choice, Judge judge, decimal order)
    {
        if (!undecided.TryPeek(out var draft, out var own) || own > order) return false;
        undecided.Dequeue();
        var covering = Covering(draft.Sale, judge.Held);
        if (draft.Sale.World.IsReal) Open(situation, draft.Sale).Held = [.. covering.Keys];
        draft.IsComing = judge.Buy(situation, choice, draft.Sale, draft.Belief, 1 - Math.Min(1, covering.Values.Sum()));
        return true;
    }

    /// <summary>Learns whether a draft was right where it was needed.</summary>
    public void Observe(Call call, Value value)
    {
        foreach (var (key, draft) in open)
        {
            var (reading, _) = key;
            if (reading.Slot != call.Slot) continue;
            open.Remove(key);
            var truth = reading.Of(value);
            if (draft.Said is { } said && !draft.Held.Contains(truth)) draft.Belief.Observe(said.Equals(truth));
        }
    }

    /// <summary>The values of the same reading on which bets are held that can come true in the draft's world, and how likely they are.</summary>
    private static Dictionary<Value, double> Covering(in Sale sale, IReadOnlyList<Bet> held)
    {
        Dictionary<Value, double> values = [];
        foreach (var bet in held)
            foreach (var guess in bet.Guesses)
                if (guess.Reading == sale.Reading && guess.By != sale.Offer.By) values[guess.Value] = guess.Probability ?? 0;
        return values;
    }

    private Draft Open(ISituation situation, in Sale sale)
    {
        var key = (sale.Reading, sale.Offer.By);
        if (!open.TryGetValue(key, out var draft)) open[key] = draft = new Draft(BeliefIn(situation, sale, sale.Offer.Buy!));
        return draft;
    }

    private static Belief BeliefIn(ISituation situation, in Sale sale, Call buy) =>
        situation.BeliefOf(sale.Upstream.Operation, buy.Operation, new Dependency(sale.Reading, "drafted_step"), sale.Offer.By);

    /// <summary>A draft for a real call: what it said, and on what else bets were held until it did.</summary>
    private sealed record Draft(Belief Belief)
    {
        public Value? Said { get; set; }

        public HashSet<Value> Held { get; set; } = [];
    }

    /// <summary>A draft that is for sale in this moment.</summary>
    private sealed record Wanted(Sale Sale, Call Buy, Belief Belief)
    {
        /// <summary>Whether it is bought, now or before.</summary>
        public bool IsComing { get; set; }
    }
}
