using Forerun.Deciding;
using Forerun.Workflows;

namespace Forerun.Policies.FixedDepth;

/// <summary>
/// Speculation in episodes, as Interactive Speculative Planning (arXiv 2410.00079) and Dynamic Speculative Planning (arXiv 2509.01920)
/// do it. Drafter 1 and target 1 start together; pair i+1 starts when drafter i ends, up to a depth. Once a mismatch is known, no pair
/// starts any more, but what runs beyond it is stopped only when the mismatching step itself has come true: then the next episode
/// begins. The depth counts the mismatching step; the drafter is paid even at depth 1.
/// </summary>
public abstract class EpisodePolicy : IPolicy
{
    private readonly List<Pair> pairs = [];
    private readonly List<Bet> held = [];
    private int verified, first, depth;
    private int? last;
    private TimeSpan began;
    private bool isDepthKnown;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public void Observe(Call call, Value value) => verified++;

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
        AwaitDepth(situation, choice);
        FindMismatch(situation);
        if (situation.Pending.Count > 0)
        {
            if (verified - first >= (last ?? pairs.Count) && !GoOn(situation)) Begin(situation, choice);
            if (last is null) Draft(situation);
            if (last is null && isDepthKnown) Extend(situation);
        }

        foreach (var bet in held) choice.Add(bet);
    }

    /// <summary>
    /// Whether the second pair waits for the depth. The published systems' loop waits even if its step is real already; our engine would
    /// not, so this is for the program that stands in for theirs.
    /// </summary>
    public bool WaitsForDepth => !isDepthKnown && depth > 1 && pairs.Count == 1;

    /// <summary>How far the drafter may run ahead in the episode that begins.</summary>
    protected abstract int DepthFor(ISituation situation);

    /// <summary>How long the second pair waits for the depth, from the beginning of the episode. Default: not at all.</summary>
    protected virtual TimeSpan DepthTakes => TimeSpan.Zero;

    private void Begin(ISituation situation, Choice choice)
    {
        pairs.Clear();
        held.Clear();
        first = verified;
        last = null;
        began = situation.Now;
        depth = DepthFor(situation);
        isDepthKnown = DepthTakes <= TimeSpan.Zero;
        pairs.Add(new Pair(situation.Pending[0], situation.Real, null));
        choice.EpisodeDepth = depth;
        AwaitDepth(situation, choice);
    }

    /// <summary>Whether the step that is now real is still the episode's: the one before was drafted right, only too late to be bet on.</summary>
    private bool GoOn(ISituation situation)
    {
        if (pairs.Count == 0 || pairs.Count >= depth || last is not null || pairs[^1].Guess is null) return false;
        pairs.Add(new Pair(situation.Pending[0], situation.Real, null));
        return true;
    }

    /// <summary>The lowest position known so far at which target and drafter disagree, or at which the target ends the plan.</summary>
    private void FindMismatch(ISituation situation)
    {
        for (var i = Math.Max(0, verified - first - 1); i < (last ?? pairs.Count); i++)
        {
            if (pairs[i].Guess is not { } guess) pairs[i] = pairs[i] with { Guess = guess = Drafted(situation, pairs[i]) };
            if (guess is null || situation.Real.Known(pairs[i].Target.Key) is not { } actual) continue;
            if (!guess.IsConfirmedBy(actual) || situation.Suppose(pairs[i].World, guess).Last == pairs[i].Target) last = i + 1;
        }
    }

    /// <summary>Asks to be asked again when the depth is known, and once more after that: the program may have waited for it too.</summary>
    private void AwaitDepth(ISituation situation, Choice choice)
    {
        if (isDepthKnown || pairs.Count == 0) return;
        isDepthKnown = situation.Now >= began + DepthTakes;
        choice.LookAgain(isDepthKnown ? situation.Now + TimeSpan.FromTicks(1) : began + DepthTakes);
    }

    private void Extend(ISituation situation)
    {
        while (pairs[^1].Guess is { } guess && pairs.Count < depth)
        {
            var world = situation.Suppose(pairs[^1].World, guess);
            if (world.Due.Count == 0) return;
            pairs.Add(new Pair(world.Due[0], world, null));
            pairs[^1] = pairs[^1] with { Guess = Drafted(situation, pairs[^1]) };
            var bet = new Bet([world.Due[0]], Guesses(world), world);
            held.Add(bet with { Decision = Verdict(pairs.Count, situation.Appraise(bet, held) ?? default) });
            Draft(situation);
        }
    }

    /// <summary>The drafter starts with its target, and like it runs until the episode's end.</summary>
    private void Draft(ISituation situation)
    {
        var pair = pairs[^1];
        var reading = new Reading(pair.Target.Slot);
        if (pair.Guess is not null || situation.Offers(pair.World, pair.Target, reading) is not [{ Buy: { } drafter }, ..]) return;
        if (held.Exists(b => b.Identity == drafter.Key)) return;
        held.Add(new Bet([drafter], Guesses(pair.World), pair.World) { Buys = reading, Decision = Verdict(pairs.Count, default) });
    }

    private static Guess? Drafted(ISituation situation, Pair pair) =>
        situation.Offers(pair.World, pair.Target, new Reading(pair.Target.Slot)) is [{ InHand: { } guess }, ..] ? guess : null;

    private Decision Verdict(int position, Terms terms) => new Decision
    {
        Phase = Phase.Runtime, Terms = terms, Enabled = true, WithinAllowance = true,
        Measure = "depth", Score = depth, ScoreThreshold = position,
    }.Judged();

    private static List<Guess> Guesses(World world)
    {
        var guesses = new List<Guess>();
        for (var at = world; at.Guess is not null; at = at.Before!) guesses.Add(at.Guess);
        guesses.Reverse();
        return guesses;
    }

    private sealed record Pair(Call Target, World World, Guess? Guess);
}
