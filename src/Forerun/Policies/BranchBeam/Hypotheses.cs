using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Policies.Judging;
using Forerun.Workflows;

namespace Forerun.Policies.BranchBeam;

/// <summary>Branches that the future may take, as bets on their first calls: those that are due on the same guesses are one.</summary>
internal static class Hypotheses
{
    /// <summary>
    /// The branches from a world where these calls are open: the likeliest guess of each thing that is read of them, and each other guess
    /// in the place of one of these.
    /// </summary>
    public static List<Bet> Of(ISituation situation, World world, IReadOnlyList<Call> open)
    {
        List<List<Guess>> places = [];
        foreach (var call in open)
            foreach (var reading in situation.ReadingsOf(call.Slot))
                if (InHand.Of(situation, world, call, reading) is { Count: > 0 } guesses) places.Add(guesses);

        List<Bet> branches = [];
        if (places.Count == 0) return branches;
        HashSet<Key> seen = [];
        Add(-1, 0);
        for (var place = 0; place < places.Count; place++)
            for (var other = 1; other < Math.Min(places[place].Count, BranchBeamPolicy.Width); other++) Add(place, other);
        return branches;

        void Add(int place, int other)
        {
            var supposed = world;
            for (var i = 0; i < places.Count; i++) supposed = situation.Suppose(supposed, places[i][i == place ? other : 0]);
            foreach (var bet in Joint.Due(supposed))
                if (Prefix(situation, bet) is { } prefix && seen.Add(prefix.Identity)) branches.Add(prefix);
        }
    }

    /// <summary>The branches behind one: what its own calls may return, and what is due then on that.</summary>
    public static IEnumerable<Bet> After(ISituation situation, Bet first) =>
        Of(situation, first.World, first.Calls).Where(bet => bet.Guesses.Count > first.Guesses.Count && bet.Calls.All(c => !first.Calls.Contains(c)));

    /// <summary>The calls of a bet that may run on a guess and are within a prefix; null if there are none.</summary>
    private static Bet? Prefix(ISituation situation, Bet bet)
    {
        var within = bet.Calls.Where(c => Length(situation, bet.World, c) <= BranchBeamPolicy.Longest).ToList();
        if (within.Count == 0) return null;
        var admissible = within.FindAll(c => c.Operation.Admission != Admission.Inadmissible);
        return bet with { Calls = admissible.Count > 0 ? admissible : within };
    }

    /// <summary>How many calls in a row, this one included, stand between it and what the real world has asked for.</summary>
    private static int Length(ISituation situation, World world, Call call)
    {
        var longest = 0;
        foreach (var dependency in call.Reads)
            if (!situation.Real.HasAsked(dependency.Reading.Slot) && world.Asked(dependency.Reading.Slot) is { } before)
                longest = Math.Max(longest, Length(situation, world, before));
        return longest + 1;
    }
}
