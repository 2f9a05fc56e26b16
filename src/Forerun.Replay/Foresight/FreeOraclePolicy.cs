using Forerun.Deciding;
using Forerun.Policies;
using Forerun.Workflows;

namespace Forerun.Replay.Foresight;

/// <summary>
/// <c>free-oracle</c>: the true next step, free, the moment the one before is known. The ceiling for any predictor that looks one step
/// ahead.
/// </summary>
internal sealed class FreeOraclePolicy(Record record) : IPolicy
{
    public string Name => "free-oracle";

    public void Choose(ISituation situation, Choice choice)
    {
        var world = situation.Real;
        foreach (var call in situation.Pending)
            if (record.OutputOf(call) is { } truth)
                world = situation.Suppose(world, new Guess(new Reading(call.Slot), truth, Name, 1));
        for (var at = world; !at.IsReal; at = at.Before!)
            foreach (var due in at.Due)
                if (record.StepOf(due) is not null) Hold(situation, at, due, choice);
    }

    private static void Hold(ISituation situation, World world, Call due, Choice choice)
    {
        var guesses = new List<Guess>();
        world.Under(due, guesses);
        if (guesses.Count == 0) return;
        var bet = new Bet([due], guesses, world);
        choice.Add(bet with { Decision = Foreseen.Verdict(situation, bet, choice.Bets) });
    }
}

internal static class Foreseen
{
    /// <summary>The verdict of those who know that the bet will hit.</summary>
    public static Decision Verdict(ISituation situation, Bet bet, IReadOnlyList<Bet> held) => new Decision
    {
        Phase = Phase.Runtime, Terms = situation.Appraise(bet, held) ?? default, Enabled = true, WithinAllowance = true,
        Measure = "foresight", Score = 1, ScoreThreshold = 1,
    }.Judged();
}
