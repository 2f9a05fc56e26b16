using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Policies.SpeculativeActions;

/// <summary>
/// <c>speculative-actions:B</c>: breadth, one step ahead (Speculative Actions, arXiv 2510.04371, Algorithm 1). While the actor answers, the
/// speculator says up to B guesses of the answer, and what each of them leads to is launched beside the others. A step that was launched
/// early itself is awaited without new speculation.
/// </summary>
/// <remarks>
/// The selective form (Theorem 4, §5.2) launches the likeliest first and one more while <see cref="Launches">what it may gain</see> is not
/// less than c. Ours: c = (2 − alpha)·C, so the dial moves it from one to two of the launch's dollars; guesses without a speculator come
/// from what followed in the same contexts; and in a graph every output that is waited for is a step.
/// </remarks>
public sealed class SpeculativeActionsPolicy : IPolicy
{
    /// <summary>B unless said otherwise: what the paper's chess takes at most.</summary>
    public const int DefaultBreadth = 3;

    /// <summary>The largest B.</summary>
    public const int MostBreadth = 64;

    private readonly int breadth;
    private readonly bool isSelective;
    private readonly HitRates rates = new();
    private readonly Begun begun = new();
    private readonly Dictionary<string, bool> cached = [];

    /// <summary>A policy for one run.</summary>
    /// <param name="breadth">B: how many branches a step may have, 1 to 64. Default: 3.</param>
    /// <param name="isSelective">Whether only what may gain as much as it costs is launched. Default: false, up to B always.</param>
    /// <exception cref="ArgumentOutOfRangeException">B is out of range.</exception>
    public SpeculativeActionsPolicy(int breadth = DefaultBreadth, bool isSelective = false)
    {
        if (breadth is < 1 or > MostBreadth)
            throw new ArgumentOutOfRangeException(nameof(breadth), breadth, $"The breadth is from 1 to {MostBreadth}.");
        this.breadth = breadth;
        this.isSelective = isSelective;
    }

    /// <inheritdoc/>
    public string Name => isSelective ? $"speculative-actions:{breadth},selective" : $"speculative-actions:{breadth}";

    /// <inheritdoc/>
    public Hearing Hears => Hearing.Several;

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
        foreach (var call in situation.Pending)
        {
            if (IsCached(situation, call)) continue;
            foreach (var reading in situation.ReadingsOf(call.Slot))
            {
                AskSpeculators(situation, choice, call, reading);
                Launch(situation, choice, Branches(situation, call, reading));
            }
        }
    }

    /// <inheritdoc/>
    public void Observe(Call call, Value value)
    {
        cached.Remove(call.Slot);
        rates.Observe(call, value);
    }

    /// <summary>Whether a step was in the cache when it was asked for: the one before had been guessed.</summary>
    private bool IsCached(ISituation situation, Call call)
    {
        if (!cached.TryGetValue(call.Slot, out var was))
            cached[call.Slot] = was = situation.StartOf(call) is { } start && start < situation.Now;
        return was;
    }

    private void AskSpeculators(ISituation situation, Choice choice, Call call, Reading reading)
    {
        foreach (var offer in situation.Offers(situation.Real, call, reading))
        {
            if (offer is not { InHand: null, Buy: { } speculator } || situation.ProgressOf(speculator) == Progress.Failed) continue;
            var bet = new Bet([speculator], [], situation.Real) { Buys = reading };
            var terms = situation.Appraise(bet, []) ?? Nothing(situation.Settings);
            choice.Add(bet with { Decision = Judged("breadth", terms, breadth, 1) });
        }
    }

    /// <summary>The terms of a speculator that has never finished: it is asked all the same, or nobody would ever know what it takes.</summary>
    private static Terms Nothing(Settings settings) => new(0, TimeSpan.Zero, default, default, settings.ValueOfTime, settings.Dial);

    /// <summary>A branch for each guess that leads to a call whose price and time are known, the likeliest first; B at most.</summary>
    private List<Bet> Branches(ISituation situation, Call call, Reading reading)
    {
        List<Bet> branches = [];
        foreach (var guess in rates.Of(situation, call, reading).OrderByDescending(g => g.Probability).Take(breadth))
        {
            var world = situation.Suppose(situation.Real, guess);
            var next = world.Due.Where(due => due.Reads.Any(d => d.Reading.Slot == call.Slot)).ToList();
            var admissible = next.FindAll(due => due.Operation.Admission != Admission.Inadmissible);
            if (next.Count == 0) continue;
            var branch = new Bet(admissible.Count > 0 ? admissible : next, [guess], world);
            if (situation.Appraise(branch, []) is { } terms) branches.Add(branch with { Decision = new Decision { Terms = terms } });
        }

        return branches;
    }

    private void Launch(ISituation situation, Choice choice, List<Bet> branches)
    {
        var gain = isSelective ? Launches.Gain(branches.ConvertAll(b => b.Decision.Terms)) : 0;
        for (var i = 0; i < branches.Count; i++)
        {
            var (branch, terms) = (branches[i], branches[i].Decision.Terms);
            var decision = begun.VerdictOf(situation, branch)
                ?? (isSelective ? Judged("gain", terms, gain * terms.Probability, Launches.Price(terms)) : Judged("breadth", terms, breadth, i + 1));
            begun.Add(situation, branch, decision);
            choice.Add(branch with { Decision = decision });
        }
    }

    private static Decision Judged(string measure, in Terms terms, decimal score, decimal threshold) => new Decision
    {
        Phase = Phase.Runtime, Terms = terms, Enabled = true, WithinAllowance = true,
        Measure = measure, Score = score, ScoreThreshold = threshold,
    }.Judged();
}
