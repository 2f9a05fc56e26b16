using Forerun.Calibrating;

namespace Forerun.Ledgers;

/// <summary>An edge was moved from one stage to another.</summary>
/// <param name="Tags">In which run that was found; of a move by hand the run is <see cref="ByHand"/>.</param>
/// <param name="At">Time since the run began.</param>
/// <param name="Upstream">The operation whose output is guessed.</param>
/// <param name="Downstream">The operation that reads it.</param>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands now.</param>
/// <param name="Why">Why.</param>
/// <param name="Numbers">The numbers that allowed or demanded it.</param>
public sealed record MoveRow(
    Tags Tags, TimeSpan At, string Upstream, string Downstream, Stand From, Stand To, MoveReason Why, MoveNumbers Numbers) : LedgerRow(Tags, At)
{
    /// <summary>The run of a move that somebody has made by hand.</summary>
    public const string ByHand = "by hand";

    /// <summary>Which edge.</summary>
    public StageKey Edge => new(Tags.Workflow, Upstream, Downstream);

    /// <summary>The row of a move.</summary>
    public static MoveRow Of(Tags tags, TimeSpan at, Move move)
    {
        ArgumentNullException.ThrowIfNull(move);
        var edge = move.Before.Edge;
        return new(tags, at, edge.Upstream, edge.Downstream, move.Before.Stand, move.To, move.Why, MoveNumbers.Of(move.Before));
    }
}

/// <summary>What an edge had shown when it was moved. Rates and scores are rounded to 12 decimals.</summary>
/// <param name="Decisions">Decisions of the stage whose truth was known.</param>
/// <param name="Hits">Of them, those that were right.</param>
/// <param name="Said">The mean of the probabilities said.</param>
/// <param name="Paying">Of the decisions, those on which a bet pays by what was said (P at least P*).</param>
/// <param name="PayingHits">Of them, those that were right.</param>
/// <param name="Needed">The mean of their P*.</param>
/// <param name="Brier">Their Brier score.</param>
/// <param name="BeforeDecisions">Decisions to which is compared.</param>
/// <param name="BeforeHits">Of them, those that were right.</param>
/// <param name="BeforeBrier">Their Brier score.</param>
/// <param name="Reference">The rate of hits of the drift test; null: it did not watch.</param>
/// <param name="Drift">The sum of the drift test.</param>
/// <param name="Bets">Bets that had ended in the stage.</param>
/// <param name="Won">What they had won, USD.</param>
/// <param name="Lost">What they had lost, USD.</param>
/// <param name="Down">How far the edge was down since it was at its best, USD.</param>
public sealed record MoveNumbers(
    int Decisions, int Hits, decimal Said, int Paying, int PayingHits, decimal Needed, decimal Brier, int BeforeDecisions, int BeforeHits, decimal BeforeBrier,
    decimal? Reference, decimal Drift, int Bets, decimal Won, decimal Lost, decimal Down)
{
    /// <summary>The numbers of an edge as it stood.</summary>
    public static MoveNumbers Of(StageState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (seen, before) = (state.Seen, state.Before);
        return new(
            seen.Decisions, seen.Hits, Rounded(seen.MeanSaid), seen.Paying, seen.PayingHits, Rounded(seen.BreakEven), Rounded(seen.Brier), before.Decisions, before.Hits,
            Rounded(before.Brier), state.Reference is { } reference ? Rounded(reference) : null, Rounded(state.Drift), state.Bets, state.Won, state.Lost, state.Down);
    }

    private static decimal Rounded(double value) => Math.Round((decimal)value, 12);
}
