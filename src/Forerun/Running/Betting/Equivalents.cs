using Forerun.Deciding;
using Forerun.Running.Attempts;
using Forerun.Workflows;

namespace Forerun.Running.Betting;

/// <summary>
/// Guesses that are confirmed by equivalence. Where a call was begun on a guess, its dependency declares when that is as good as the truth, and
/// it is, the real world goes on with the guess for this one reader: its call then has the key of the one that was begun, and adopts it. Who
/// declares nothing reads the truth.
/// </summary>
internal sealed class Equivalents(World real, Shelf attempts, IReadOnlyList<PlannedCall> plan)
{
    private static readonly List<(string Reader, Dependency Dependency)> Nothing = [];
    private readonly List<(string Reader, Dependency Dependency)> declared = Declared(plan);

    /// <summary>The real world knows a slot: which readers go on with what was guessed of it?</summary>
    public void Known(string slot, Value value)
    {
        foreach (var (reader, dependency) in declared)
        {
            if (dependency.Reading.Slot != slot) continue;
            var actual = dependency.Reading.Of(value);
            if (Best(reader, dependency, actual) is { } guessed && !guessed.Equals(actual)) real.Accept(reader, dependency.Reading, guessed);
        }
    }

    /// <summary>
    /// Whether a guess of a call's bet holds now that its slot has this value: equal, or accepted by all on the way from the guess to the call.
    /// </summary>
    public bool Holds(Bet bet, Call call, Guess guess, Value actual) =>
        guess.IsConfirmedBy(actual) || (declared.Count > 0 && TierOf(bet.World, call, guess.Reading.Slot, actual, []) is > 1);

    /// <summary>Whether a guess was right for whoever was to read it, begun or not; null: only a call that was never made could say.</summary>
    public bool? IsRight(Bet bet, Guess guess, Value actual)
    {
        if (guess.IsConfirmedBy(actual)) return true;
        if (declared.Count == 0 || Situation.ReaderOf(guess, bet) is not { } reader) return false;
        var dependency = reader.Reads.First(d => d.Reading.Slot == guess.Reading.Slot);
        if (dependency.Equivalence is not { } equivalence || bet.World.Read(dependency.Reading) is not { } read) return false;
        return equivalence.Accepts(read, dependency.Reading.Of(actual), attempts.Newest(reader.Key) is { State: AttemptState.Finished } made ? made.Output : null);
    }

    /// <summary>By which tier a call was adopted: the loosest on the way from its bet's guesses.</summary>
    public int TierOf(Bet bet, Call call)
    {
        var tier = 1;
        if (declared.Count == 0) return tier;
        foreach (var guess in bet.Guesses)
            if (real.Read(guess.Reading.Slot) is { } actual) tier = Math.Max(tier, TierOf(bet.World, call, guess.Reading.Slot, actual, []) ?? 1);
        return tier;
    }

    /// <summary>Of most programs there is nothing to keep.</summary>
    private static List<(string, Dependency)> Declared(IReadOnlyList<PlannedCall> plan)
    {
        List<(string, Dependency)>? all = null;
        foreach (var call in plan)
            foreach (var dependency in call.After)
                if (dependency.Equivalence is not null) (all ??= []).Add((call.Slot, dependency));
        return all ?? Nothing;
    }

    /// <summary>What the best call that was begun has read: one that has read the truth, else one that may go on, first of all a finished one.</summary>
    private Value? Best(string reader, Dependency dependency, Value actual)
    {
        (Value Read, bool IsFinished)? best = null;
        foreach (var attempt in attempts.All)
        {
            if (attempt.Call.Slot != reader || attempt.Bet is not { IsPurchase: false } bet || attempts.Adoptable(attempt.Call.Key) != attempt) continue;
            if (bet.World.Read(dependency.Reading) is not { } read || !OthersHold(bet, attempt.Call, dependency.Reading.Slot)) continue;
            if (read.Equals(actual)) return read;
            var output = attempt.State == AttemptState.Finished ? attempt.Output : null;
            if (best is { IsFinished: true } || (best is not null && output is null)) continue;
            if (dependency.Equivalence!.Accepts(read, actual, output) == true) best = (read, output is not null);
        }

        return best?.Read;
    }

    private bool OthersHold(Bet bet, Call call, string slot) =>
        bet.Guesses.All(g => g.Reading.Slot == slot || real.Read(g.Reading.Slot) is not { } actual || Holds(bet, call, g, actual));

    /// <summary>The loosest tier by which what was read of a slot on the way to a call is right; null: it is wrong somewhere.</summary>
    private int? TierOf(World world, Call call, string slot, Value actual, HashSet<string> seen)
    {
        var tier = 1;
        if (!seen.Add(call.Slot)) return tier;
        foreach (var dependency in call.Reads)
        {
            if (dependency.IsOrder) continue;
            int? found = 1;
            if (dependency.Reading.Slot != slot)
                found = world.Asked(dependency.Reading.Slot) is { } upstream ? TierOf(world, upstream, slot, actual, seen) : 1;
            else if (world.Read(dependency.Reading) is not { } read)
                found = null;
            else if (!read.Equals(dependency.Reading.Of(actual)))
                found = read.Equals(real.AcceptedBy(call.Slot, dependency.Reading)) ? dependency.Tier : null;
            if (found is not { } known) return null;
            tier = Math.Max(tier, known);
        }

        return tier;
    }
}
