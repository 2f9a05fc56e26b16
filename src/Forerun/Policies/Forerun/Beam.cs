using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Policies.Judging;
using Forerun.Workflows;

namespace Forerun.Policies.Forerun;

/// <summary>The worlds that are looked at, and the bets that they give: a bounded best-first search from the real world outward.</summary>
internal sealed class Beam(Drafts drafts, Stake stake)
{
    /// <summary>How many worlds are looked at in one decision at most.</summary>
    private const int MostWorlds = 64;

    private readonly PriorityQueue<Bet, decimal> candidates = new();
    private readonly HashSet<Key> seen = [];
    private ISituation situation = null!;
    private Judge judge = null!;
    private int worlds;

    /// <summary>Starts from the real world.</summary>
    public void Begin(ISituation now, Judge by)
    {
        situation = now;
        judge = by;
        candidates.Clear();
        seen.Clear();
        worlds = 0;
        Grow(now.Real, now.Pending);
    }

    /// <summary>The best bet that has not been taken yet; null when there is none.</summary>
    public Bet? TryTake(out decimal order)
    {
        order = decimal.MaxValue;
        while (candidates.TryDequeue(out var bet, out var was))
        {
            var now = order = OrderOf(bet, judge.Beside(bet));
            if (now <= was || candidates.Count == 0 || !candidates.TryPeek(out _, out var next) || now <= next) return bet;
            candidates.Enqueue(bet, now); // what is held since then has taken some of its seconds
        }

        order = decimal.MaxValue;
        return null;
    }

    /// <summary>Takes a bet back: it has its place again when its turn comes.</summary>
    public void Return(Bet bet) => candidates.Enqueue(bet, OrderOf(bet, judge.Beside(bet)));

    /// <summary>Looks behind a bet: what would its calls return, and what then?</summary>
    public void Open(Bet bet) => Grow(bet.World, bet.World.Due);

    /// <summary>Takes the likeliest guess of each call as true, and each other guess in a world of its own.</summary>
    private void Grow(World world, IReadOnlyList<Call> open)
    {
        var places = Places(world, open);
        if (places.Count == 0) return;
        Look(world, places, -1, 0);
        for (var place = 0; place < places.Count; place++)
            for (var other = 1; other < places[place].Count; other++) Look(world, places, place, other);
    }

    private void Look(World world, List<List<Guess>> places, int place, int other)
    {
        if (++worlds > MostWorlds) return;
        var supposed = world;
        for (var i = 0; i < places.Count; i++) supposed = situation.Suppose(supposed, places[i][i == place ? other : 0]);
        foreach (var bet in Joint.Unite(situation, Joint.Due(supposed), supposed))
        {
            if (!bet.CanStart) Open(bet);
            else if (!seen.Contains(bet.Identity)) Add(bet);
        }
    }

    private void Add(Bet bet)
    {
        seen.Add(bet.Identity);
        candidates.Enqueue(bet, OrderOf(bet, []));
    }

    private decimal OrderOf(Bet bet, IReadOnlyList<Bet> beside) => stake.Of(situation, bet, beside) is { } terms ? Order.Of(terms) : decimal.MaxValue;

    /// <summary>
    /// The guesses of each thing that is read of an open call, likeliest first. What a person will say nobody guesses: it is something, and
    /// what does not read it may be guessed beyond it.
    /// </summary>
    private List<List<Guess>> Places(World world, IReadOnlyList<Call> open)
    {
        List<List<Guess>> places = [];
        foreach (var call in open)
        {
            foreach (var reading in situation.ReadingsOf(call.Slot))
            {
                var offers = situation.Offers(world, call, reading);
                foreach (var offer in offers) drafts.See(situation, new Sale(world, call, reading, offer), judge);
                var guesses = Guesses.Of(situation, world, call, reading, offers);
                if (guesses.Count == 0 && call.Operation.Kind == OperationKind.Human) guesses.Add(new Guess(reading, Value.Unknown, "person", 1));
                if (guesses.Count > 0) places.Add(guesses);
            }
        }

        return places;
    }
}
