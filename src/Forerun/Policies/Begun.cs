using Forerun.Deciding;
using Forerun.Effects;

namespace Forerun.Policies;

/// <summary>
/// The verdicts with which bets were begun, for policies that take no launch back: what is under way keeps its verdict until the settings
/// have changed (ours; the published systems have no settings to change).
/// </summary>
internal sealed class Begun
{
    private readonly Dictionary<Key, (Decision Decision, Settings By)> verdicts = [];

    /// <summary>The verdict that a bet under way was begun with; null if it has to be judged.</summary>
    public Decision? VerdictOf(ISituation situation, Bet bet) =>
        verdicts.TryGetValue(bet.Identity, out var begun) && ReferenceEquals(begun.By, situation.Settings)
        && bet.Calls.Any(c => situation.ProgressOf(c) is Progress.UnderWay or Progress.Finished)
            ? begun.Decision
            : null;

    /// <summary>Remembers a verdict.</summary>
    public void Add(ISituation situation, Bet bet, in Decision decision)
    {
        if (decision.Verdict == Verdict.Speculate) verdicts[bet.Identity] = (decision, situation.Settings);
    }
}
