namespace Forerun.Calibrating;

/// <summary>Whether an edge may go on to the next stage.</summary>
internal static class Gate
{
    /// <summary>Where it goes next; null: it stays.</summary>
    public static Stand? Next(StageState state, Gates gates) => state.Stage switch
    {
        Stage.Offline when HasShown(state.Seen, gates.OfflineDecisions, gates) => Above(state.Stand, gates),
        Stage.Shadow when HasShown(state.Seen, gates.ShadowDecisions, gates) => Above(state.Stand, gates),
        Stage.Canary when state.Bets >= gates.CanaryBets && state.Won >= state.Lost && HasShown(state.Before + state.Seen, 1, gates) => Above(state.Stand, gates),
        _ => null,
    };

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

    private static bool HasShown(EdgeRecord seen, int decisions, Gates gates) =>
        seen.Paying >= decisions && seen.Bias <= gates.MostBias && seen.Brier <= gates.MostBrier && !Doubts(seen, gates);
}
