using Forerun.Deciding;
using Forerun.Guessing;
using Forerun.Learning.Depth;
using Forerun.Workflows;

namespace Forerun.Policies;

/// <summary>
/// Which bets to hold. A policy owns its verdict; the engine prices every bet alike, starts what is new, drops what is gone, and lets
/// nobody skip admissibility, switch or limits. One object per run.
/// </summary>
public interface IPolicy
{
    /// <summary>The name it is chosen by.</summary>
    string Name { get; }

    /// <summary>Which guesses it hears. Default: one source after the other, the first that has an offer.</summary>
    Hearing Hears => Hearing.First;

    /// <summary>
    /// The bets to hold now, those under way included, best first, each with its verdict. Bets that wait are named too, so that the
    /// ledger can say why. What is thrown here is taken for "none" (law 6).
    /// </summary>
    void Choose(ISituation situation, Choice choice);

    /// <summary>The real world knows what a call returned.</summary>
    void Observe(Call call, Value value)
    {
    }

    /// <summary>
    /// The run has its answer. What is chosen now is not held any more, but what is to be learned from the run may be named. Not called
    /// for a run that ends in another way. Default: nothing.
    /// </summary>
    void Ended(ISituation situation, Choice choice)
    {
    }
}

/// <summary>What a policy chose.</summary>
public sealed class Choice
{
    private readonly List<Bet> bets = [];
    private List<DepthLesson>? lessons;

    /// <summary>The bets, best first, with their verdicts.</summary>
    public IReadOnlyList<Bet> Bets => bets;

    /// <summary>When the policy wants to be asked again though nothing may have happened; null: no such time.</summary>
    public TimeSpan? LookAgainAt { get; private set; }

    /// <summary>The depth that an episode has just been given, for policies that work in episodes; else null.</summary>
    public int? EpisodeDepth { get; set; }

    /// <summary>The chains that have closed, to be learned from.</summary>
    public IReadOnlyList<DepthLesson> Lessons => lessons ?? (IReadOnlyList<DepthLesson>)[];

    /// <summary>Adds a bet with its verdict.</summary>
    public void Add(Bet bet) => bets.Add(bet);

    /// <summary>Asks to be asked again at a time.</summary>
    public void LookAgain(TimeSpan at) => LookAgainAt = LookAgainAt is { } other && other < at ? other : at;

    /// <summary>A chain has closed: whoever drives the run learns from it, and new weights come as an event.</summary>
    public void Learn(DepthLesson lesson) => (lessons ??= []).Add(lesson);

    internal void Clear()
    {
        bets.Clear();
        lessons?.Clear();
        LookAgainAt = null;
        EpisodeDepth = null;
    }
}
