using Forerun.Deciding;
using Forerun.Guessing;
using Forerun.Policies.Judging;

namespace Forerun.Policies.BranchBeam;

/// <summary>
/// <c>branch-beam</c>: prefixes of whole future sub-graphs, ranked by the critical path that they take away and not by how likely they are
/// (B-PASTE, arXiv 2604.16469). Real work comes first; the best prefixes run on the slack that it leaves.
/// </summary>
/// <remarks>
/// Published: branch hypotheses instead of single calls, a bounded beam of them, their ranking by expected critical-path reduction with
/// what they unlock and how they interfere, the order promotion, real work, then slack. It gives no formula; ours are
/// <see cref="Utility"/>, the beam's width, the length of a prefix and <see cref="Slots"/>. It thinks in seconds: no dollar decides here.
/// </remarks>
public sealed class BranchBeamPolicy : IPolicy
{
    /// <summary>How many hypotheses are kept (ours).</summary>
    public const int Width = 4;

    /// <summary>How many calls in a row a prefix has at most (ours).</summary>
    public const int Longest = 2;

    /// <summary>How many calls of a run may be in flight at dial 1, real ones included (ours). What these leave is slack; at dial 0 there is none.</summary>
    public const int Slots = 8;

    private readonly List<Bet> held = [];
    private int slack;

    /// <inheritdoc/>
    public string Name => "branch-beam";

    /// <inheritdoc/>
    public Hearing Hears => Hearing.Ranked;

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
        held.Clear();
        slack = Math.Max(0, (int)(situation.Settings.Dial * Slots) - situation.Pending.Count);
        var hypotheses = Ranked(situation, Hypotheses.Of(situation, situation.Real, situation.Pending));
        List<Bet> beam = [];
        for (var rank = 1; rank <= hypotheses.Count; rank++)
            if (Admit(situation, choice, hypotheses[rank - 1], rank)) beam.Add(hypotheses[rank - 1]);
        foreach (var first in beam)
            if (Ranked(situation, Hypotheses.After(situation, first)) is [var second, ..]) Admit(situation, choice, second, rank: 1);
    }

    /// <summary>The held prefixes that can come true together with this one.</summary>
    private List<Bet> Beside(Bet bet) => held.FindAll(other => !Judge.Exclude(bet, other));

    /// <summary>Those of which it is known what they take, the most useful first.</summary>
    private List<Bet> Ranked(ISituation situation, IEnumerable<Bet> hypotheses)
    {
        List<(Bet Bet, decimal Utility)> ranked = [];
        foreach (var bet in hypotheses)
            if (situation.Appraise(bet, Beside(bet)) is { } terms)
                ranked.Add((bet, Utility.Of(situation, bet, terms, Beside(bet), slack)));
        return [.. ranked.OrderByDescending(r => r.Utility).Select(r => r.Bet)];
    }

    /// <summary>Gives a prefix its verdict, beside those that are held: its place in the beam, then the slack, then its utility.</summary>
    private bool Admit(ISituation situation, Choice choice, Bet bet, int rank)
    {
        var beside = Beside(bet);
        if (situation.Appraise(bet, beside) is not { } terms) return false;
        var demand = bet.Calls.Count(c => situation.ProgressOf(c) != Progress.Finished);
        var isNew = bet.Calls.Any(c => situation.ProgressOf(c) == Progress.None);
        var decision = new Decision { Phase = isNew ? Phase.Runtime : Phase.Stream, Terms = terms, Admission = bet.Admission, Enabled = true, WithinAllowance = true };
        decision = (rank > Width ? decision with { Measure = "beam", Score = Width, ScoreThreshold = rank }
            : demand > slack ? decision with { Measure = "slack", Score = slack, ScoreThreshold = demand }
            : decision with { Measure = "utility", Score = Utility.Of(situation, bet, terms, beside, slack), ScoreThreshold = isNew ? Utility.Least : 0 }).Judged();
        bet = bet with { Decision = decision };
        choice.Add(bet);
        if (decision.Verdict != Verdict.Speculate) return false;
        held.Add(bet);
        slack -= demand;
        return true;
    }
}
