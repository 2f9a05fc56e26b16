namespace Forerun.Calibrating;

/// <summary>When an edge that is bet on goes back to shadow. Pure: a state and one more decision give the next state and, maybe, a reason.</summary>
internal static class Watch
{
    private const double BrierMargin = 0.05, BrierErrors = 3, Newest = 1.0 / 200;
    private const int Least = 200;

    /// <summary>The state after one more decision, compared to what there was before.</summary>
    public static StageState Next(StageState state, double said, double needed, bool hit)
    {
        var square = (said - (hit ? 1 : 0)) * (said - (hit ? 1 : 0));
        var weight = Math.Max(Newest, 1.0 / (state.Seen.Decisions + 1));
        return state with
        {
            Seen = state.Seen.With(said, needed, hit),
            NewestBrier = state.NewestBrier + (weight * (square - state.NewestBrier)),
            Drift = state.Reference is { } reference ? DriftTest.Next(state.Drift, reference, hit) : 0,
        };
    }

    /// <summary>Why the edge goes back; null: it does not. An edge that entered at once has shown no gate that it pays, so it is not asked again.</summary>
    public static MoveReason? Reason(StageState state, Gates gates)
    {
        if (state.Reference is null) return null;
        if (state.Drift >= DriftTest.Threshold) return MoveReason.Drift;
        if (state.Stage != Stage.Offline && Gate.Doubts(state.Before + state.Seen, gates)) return MoveReason.BreakEven;
        return IsWorse(state) ? MoveReason.Brier : null;
    }

    /// <summary>
    /// 0.05 worse than before, beyond three standard errors of the difference, and not because more comes true than is said: that costs chances
    /// and no money, and the score of a rate near one half is worse than that of a small one however well it is known.
    /// </summary>
    private static bool IsWorse(StageState state)
    {
        if (state.Seen.Decisions < Least || state.Seen.MeanSaid <= state.Seen.Rate) return false;
        var spread = state.Seen.BrierVariance * state.Seen.Decisions * Newest / (2 - Newest);
        return state.NewestBrier > state.Before.Brier + BrierMargin + (BrierErrors * Math.Sqrt(state.Before.BrierVariance + spread));
    }
}
