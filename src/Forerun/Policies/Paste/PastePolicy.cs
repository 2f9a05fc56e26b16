using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Policies.Paste;

/// <summary>
/// <c>paste</c>: while a model thinks, the tool runs that its patterns say comes next. Only what reads is run, on slack and behind
/// everything real. When the real call comes, one that has ended is reused, one under way is promoted, and where there is none the call
/// runs as ever; the engine does all three by the call's key.
/// </summary>
/// <remarks>
/// PASTE (arXiv 2603.18897): patterns of context, tool, value mapping and probability; eligible are reads (its level "read-only, full
/// execution"); candidates by exposed gain, here probability × expected seconds. Ours: that the time in which a person types is a window
/// too, that slack is the dial, and that a prefetch is run to its end when its guess is refuted: it is paid already, and the call may
/// still come. How many dollars a second is worth does not enter: the paper has no price.
/// </remarks>
public sealed class PastePolicy : IPolicy
{
    private readonly List<Bet> held = [];
    private readonly List<(Bet Bet, double Probability, double Gain)> candidates = [];

    /// <inheritdoc/>
    public string Name => "paste";

    /// <inheritdoc/>
    public Hearing Hears => Hearing.Patterns;

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
        held.RemoveAll(b => situation.ProgressOf(b.Calls[0]) != Progress.UnderWay);
        foreach (var bet in held) choice.Add(bet);
        candidates.Clear();
        foreach (var call in situation.Pending) LookBeyond(situation, call);
        candidates.Sort(static (one, other) => other.Gain.CompareTo(one.Gain));
        var slack = Slack.At(situation.Settings.Dial);
        foreach (var (bet, probability, _) in candidates) Admit(situation, bet, probability, slack, choice);
    }

    /// <summary>What a model may ask for next; or what it may ask for when it has read what a person is still typing.</summary>
    private void LookBeyond(ISituation situation, Call pending)
    {
        if (pending.Operation.Kind == OperationKind.Model)
        {
            Match(situation, situation.Real, pending);
        }
        else if (pending.Operation.Kind == OperationKind.Human)
        {
            // No message is guessed: the decision asked for here could not start, but a tool that reads only the decision can.
            var typed = situation.Suppose(situation.Real, new Guess(new Reading(pending.Slot), Value.Unknown, Name));
            foreach (var decision in typed.Due)
                if (decision.Operation.Kind == OperationKind.Model) Match(situation, typed, decision);
        }
    }

    private void Match(ISituation situation, World world, Call decision)
    {
        foreach (var offer in situation.Offers(world, decision, new Reading(decision.Slot)))
        {
            if (offer.InHand is not { Probability: { } probability } guess) continue;
            var next = situation.Suppose(world, guess);
            foreach (var tool in next.Due)
                if (IsEligible(tool.Operation) && situation.ForecastOf(tool.Operation) is { } forecast)
                    candidates.Add((BetOn(tool, next), probability, probability * forecast.Duration.TotalSeconds));
        }
    }

    private static bool IsEligible(Operation operation) => operation is { Kind: OperationKind.Tool, Effect: Effect.None };

    private static Bet BetOn(Call tool, World world)
    {
        var guesses = new List<Guess>();
        world.Under(tool, guesses);
        return new Bet([tool], guesses, world);
    }

    private void Admit(ISituation situation, Bet bet, double probability, Slack slack, Choice choice)
    {
        if (held.Exists(b => b.Identity == bet.Identity) || situation.Appraise(bet, choice.Bets) is not { } terms) return;
        var decision = new Decision
        {
            Phase = Phase.Runtime, Terms = terms, Enabled = true, WithinAllowance = true, Measure = "pattern probability",
            Score = Terms.Round(probability), ScoreThreshold = Terms.Round(slack.Least),
        }.Judged();
        var isFull = decision.Verdict == Verdict.Speculate && held.Count >= slack.Slots;
        if (isFull) return;
        bet = bet with { Decision = decision };
        choice.Add(bet);
        if (decision.Verdict == Verdict.Speculate) held.Add(bet);
    }
}
