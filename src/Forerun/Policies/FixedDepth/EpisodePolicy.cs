using Forerun.Deciding;
using Forerun.Workflows;

namespace Forerun.Policies.FixedDepth;

/// <summary>
/// Speculation in episodes, as Interactive Speculative Planning (arXiv 2410.00079) and Dynamic Speculative Planning (arXiv 2509.01920)
/// do it. Drafter 1 and target 1 start together; pair i+1 starts when drafter i ends, up to a depth and to a drafted end. The episode
/// ends with the first step that was drafted wrong, once all up to it have come true; what runs beyond is stopped then, and the next
/// begins. The depth counts that step; the drafter is paid even at depth 1.
/// </summary>
/// <remarks>
/// A target further down may contradict its drafter while those before it still run. Nobody knows then whether that is the first
/// mismatch of the window: if an earlier draft is wrong, the one that failed stood on it and says nothing. So it stops nothing here
/// (ours). The authors' code stops drafting at any mismatch, in the order in which targets end, and looks for the lowest afterwards;
/// that starts a little less, and ends no sooner.
/// </remarks>
public abstract class EpisodePolicy : IPolicy
{
    private readonly List<Pair> pairs = [];
    private readonly List<Bet> held = [];
    private int compared, depth;
    private TimeSpan began;
    private Settings? settings;
    private bool isDepthDue, isDepthKnown;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
        AwaitDepth(situation, choice);
        if (situation.Pending.Count > 0)
        {
            if (IsOver(situation, choice)) Begin(situation, choice);
            else if (!ReferenceEquals(settings, situation.Settings)) Turn(situation);
            Draft(situation);
            if (isDepthKnown) Extend(situation);
        }

        foreach (var bet in held) choice.Add(bet);
    }

    /// <inheritdoc/>
    public virtual void Ended(ISituation situation, Choice choice)
    {
        if (pairs.Count > 0) AreRight(situation, choice);
    }

    /// <summary>
    /// Whether the second pair waits for the depth. The published systems' loop waits even if its step is real already; our engine would
    /// not, so this is for the program that stands in for theirs.
    /// </summary>
    public bool WaitsForDepth => !isDepthDue && depth > 1 && pairs.Count == 1;

    /// <summary>How far the drafter may run ahead in the episode that begins.</summary>
    protected abstract int DepthFor(ISituation situation);

    /// <summary>How long the second pair waits for the depth, from the beginning of the episode. Default: not at all.</summary>
    protected virtual TimeSpan DepthTakes => TimeSpan.Zero;

    /// <summary>The depth of the episode under way once settings have been turned. Default: as it is.</summary>
    protected virtual int Turned(ISituation situation, int depth) => depth;

    /// <summary>
    /// A step is real, and with it whether it was drafted right; null: nobody knows, the draft was not there in time. Each step once,
    /// in order.
    /// </summary>
    protected virtual void Compared(ISituation situation, Choice choice, Call step, bool? isRight)
    {
    }

    private void Begin(ISituation situation, Choice choice)
    {
        pairs.Clear();
        held.Clear();
        compared = 0;
        settings = situation.Settings;
        began = situation.Now;
        depth = DepthFor(situation);
        isDepthDue = isDepthKnown = DepthTakes <= TimeSpan.Zero;
        pairs.Add(new Pair(situation.Pending[0], situation.Real, null));
        choice.EpisodeDepth = depth;
        AwaitDepth(situation, choice);
    }

    /// <summary>Whether a step was drafted wrong, or all that the episode may have were drafted right.</summary>
    private bool IsOver(ISituation situation, Choice choice) =>
        pairs.Count == 0 || !AreRight(situation, choice) || (compared == pairs.Count && !GoOn(situation));

    /// <summary>Compares what has become real; false at the first step that was not drafted right.</summary>
    private bool AreRight(ISituation situation, Choice choice)
    {
        if (pairs[^1].Guess is null) pairs[^1] = pairs[^1] with { Guess = Drafted(situation, pairs[^1]) };
        for (; compared < pairs.Count && situation.Real.Read(pairs[compared].Target.Slot) is { } truth; compared++)
        {
            var isRight = pairs[compared].Guess?.IsConfirmedBy(truth);
            Compared(situation, choice, pairs[compared].Target, isRight);
            if (isRight != true) return false;
        }

        return true;
    }

    /// <summary>Bets beyond the depth that was turned to are dropped; what is real already stays in the episode.</summary>
    private void Turn(ISituation situation)
    {
        settings = situation.Settings;
        depth = Math.Max(Turned(situation, depth), compared + 1);
        if (pairs.Count > depth) pairs.RemoveRange(depth, pairs.Count - depth);
        for (var i = 0; i < held.Count; i++)
        {
            var decision = held[i].Decision with { Score = depth };
            if (decision.Recompute() != decision.Verdict) held[i] = held[i] with { Decision = (decision with { Reason = Reason.DialTurned }).Judged() };
        }
    }

    /// <summary>Whether the step that is now real is still the episode's: the one before was drafted right, only too late to be bet on.</summary>
    private bool GoOn(ISituation situation)
    {
        if (pairs.Count >= depth) return false;
        pairs.Add(new Pair(situation.Pending[0], situation.Real, null));
        return true;
    }

    /// <summary>
    /// Asks to be asked again when the depth is known, and a tick before: the program is asked ahead of the policy in each moment, so
    /// what it may do then has to be said before.
    /// </summary>
    private void AwaitDepth(ISituation situation, Choice choice)
    {
        if (isDepthKnown || pairs.Count == 0) return;
        var known = began + DepthTakes;
        var due = known - TimeSpan.FromTicks(1);
        isDepthDue = situation.Now >= due;
        isDepthKnown = situation.Now >= known;
        if (!isDepthKnown) choice.LookAgain(isDepthDue ? known : due);
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
            if (!held.Exists(b => b.Identity == bet.Identity))
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
