namespace Forerun.Calibrating;

/// <summary>Whether an edge may go on to the next stage.</summary>
internal static class Gate
{
    /// <summary>Where it goes next; null: it stays.</summary>
    public static Stand? Next(StageState state, Gates gates) =>
        state.Stage is Stage.Online or Stage.Killed || Lacks(state, gates).Any() ? null : Above(state.Stand, gates);

    /// <summary>What keeps an edge from the next stage; nothing of one that is online or was killed, which has none.</summary>
    public static IEnumerable<Lack> Lacks(StageState state, Gates gates)
    {
        if (state.Stage is Stage.Online or Stage.Killed) yield break;
        if (state.IsInadmissible) yield return Lack.Admissibility;
        var shown = Shown(state);
        if (state.Stage == Stage.Canary && state.Bets < gates.CanaryBets) yield return Lack.Bets;
        if (state.Stage == Stage.Canary && state.Won < state.Lost) yield return Lack.Winnings;
        if (shown.Paying < Least(state.Stage, gates)) yield return Lack.Decisions;
        if (shown.Paying > 0 && Doubts(shown, gates)) yield return Lack.Rate;
        if (!(shown.Bias <= gates.MostBias)) yield return Lack.Bias;
        if (!(shown.Brier <= gates.MostBrier)) yield return Lack.Brier;
    }

    /// <summary>What an edge is judged by: all there is in canary, of one that is offline what recorded runs have shown, else what its stage has.</summary>
    public static EdgeRecord Shown(StageState state) => state.Stage is Stage.Canary or Stage.Offline ? state.Before + state.Seen : state.Seen;

    /// <summary>How many decisions on which a bet pays a stage takes.</summary>
    public static int Least(Stage stage, Gates gates) => stage switch { Stage.Offline => gates.OfflineDecisions, Stage.Shadow => gates.ShadowDecisions, _ => 1 };

    /// <summary>The next stage up; online stays online, and nothing leads out of killed.</summary>
    public static Stand Above(Stand stand, Gates gates) => stand.Stage switch
    {
        Stage.Offline => new(Stage.Shadow, 0),
        Stage.Shadow => new(Stage.Canary, gates.Shares[0]),
        Stage.Canary => gates.Shares.Where(s => s > stand.Share).Select(s => (Stand?)new Stand(Stage.Canary, s)).FirstOrDefault() ?? new(Stage.Online, 1),
        _ => stand,
    };

    /// <summary>The next stage down; offline stays offline.</summary>
    public static Stand Below(Stand stand, Gates gates) => stand.Stage switch
    {
        Stage.Online => new(Stage.Canary, gates.Shares[^1]),
        Stage.Canary => gates.Shares.Where(s => s < stand.Share).Select(s => (Stand?)new Stand(Stage.Canary, s)).LastOrDefault() ?? new(Stage.Shadow, 0),
        Stage.Shadow => new(Stage.Offline, 0),
        _ => stand,
    };

    /// <summary>Whether an edge is not sure to be right as often as its bets need: the quantile of its rate is below the mean P*, of the decisions on which a bet pays.</summary>
    public static bool Doubts(EdgeRecord record, Gates gates) => record.Doubt > gates.Quantile;
}
