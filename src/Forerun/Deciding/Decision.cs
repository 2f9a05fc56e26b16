using Forerun.Calibrating;
using Forerun.Effects;

namespace Forerun.Deciding;

/// <summary>
/// A verdict with all that it followed from. Whoever holds the row can recompute it; nothing else is needed (law 5).
/// </summary>
public readonly record struct Decision
{
    private readonly int beyondExact;

    /// <summary>When it was made.</summary>
    public Phase Phase { get; init; }

    /// <summary>The terms that the engine priced, alike for every policy.</summary>
    public Terms Terms { get; init; }

    /// <summary>The least admissible effect among the calls. Asked first.</summary>
    public Admission Admission { get; init; }

    /// <summary>Whether speculation was switched on.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether the allowance had room for being wrong once more. Policies without an allowance say true.</summary>
    public bool WithinAllowance { get; init; }

    /// <summary>The bet was under way and fell below its threshold for the first time: it is held once more, so that bets don't flap.</summary>
    public bool Grace { get; init; }

    /// <summary>The limits have just had no room for it; it is asked for again when something has ended.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Where the edge stands whose stage holds the bet back; null: none does.</summary>
    public Stand? HeldBack { get; init; }

    /// <summary>What a policy with a verdict of its own compares, for example <c>depth</c>. Null: the expected-value rule.</summary>
    public string? Measure { get; init; }

    /// <summary>That policy's score; it speculates iff the score is not below the threshold.</summary>
    public decimal Score { get; init; }

    /// <summary>That policy's threshold.</summary>
    public decimal ScoreThreshold { get; init; }

    /// <summary>The quantile of beliefs that P was taken at; null: their mean.</summary>
    public decimal? Quantile { get; init; }

    /// <summary>What was left of the counts of beliefs at each new observation; null: all of it.</summary>
    public decimal? Forget { get; init; }

    /// <summary>By which tier its guesses may be confirmed: 1 (default) exactly, 2 and 3 by what is merely equivalent, which is lossy.</summary>
    public int Tier
    {
        get => beyondExact + 1;
        init => beyondExact = value - 1;
    }

    /// <summary>The verdict as given.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>The verdict of the plan phase for the same edge; null if none was made.</summary>
    public Verdict? Planned { get; init; }

    /// <summary>Why it differs from the plan, or why a bet that would pay is not held.</summary>
    public Reason Reason { get; init; }

    /// <summary>The price-book version that priced it.</summary>
    public string? PriceBook { get; init; }

    /// <summary>The verdict, from this row alone: admissibility, then the switch, the stage, the allowance and the limits, then the comparison.</summary>
    public Verdict Recompute()
    {
        if (Admission == Admission.Inadmissible) return Verdict.Inadmissible;
        if (!Enabled || HeldBack is not null || !WithinAllowance || IsRefused) return Verdict.Wait;
        var passes = Measure is null ? Terms.Pays : Score >= ScoreThreshold;
        return passes || Grace ? Verdict.Speculate : Verdict.Wait;
    }

    /// <summary>This decision with its verdict filled in.</summary>
    public Decision Judged() => this with { Verdict = Recompute() };
}
