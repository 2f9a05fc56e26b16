using Forerun.Ledgers;

namespace Forerun.Cli.Explaining;

/// <summary>A decision with what came of it.</summary>
/// <param name="Row">The decision.</param>
/// <param name="Attempt">The attempt that it started; null if it started none.</param>
/// <param name="Bet">How that ended as a bet; null if it was none, or nobody ever knew.</param>
internal sealed record Told(DecisionRow Row, AttemptRow? Attempt, BetRow? Bet)
{
    /// <summary>Whether the run has ended; before, an attempt that is under way has no row. Default: true.</summary>
    public bool IsOver { get; init; } = true;

    public string Sentence => Sentences.Of(this);
}

/// <summary>One run by its rows: what was decided, in the order of deciding, and what came of it.</summary>
internal sealed class Story
{
    private readonly List<AttemptRow> attempts;
    private readonly Dictionary<int, BetRow> bets;
    private readonly HashSet<int> claimed = [];

    public Story(IReadOnlyList<LedgerRow> rows)
    {
        Tags = rows[0].Tags;
        attempts = [.. rows.OfType<AttemptRow>().OrderBy(a => a.StartedAt)];
        bets = rows.OfType<BetRow>().GroupBy(b => b.Attempt).ToDictionary(g => g.Key, g => g.Last());
        End = rows.OfType<RunRow>().LastOrDefault();
        Decisions = [.. rows.OfType<DecisionRow>().Select(Tell)];
    }

    public Tags Tags { get; }

    /// <summary>How it ended; null if it never did.</summary>
    public RunRow? End { get; }

    public IReadOnlyList<Told> Decisions { get; }

    public IReadOnlyCollection<BetRow> Bets => bets.Values;

    /// <summary>The slots that it has to do with.</summary>
    public IReadOnlyList<string> Slots => [.. attempts.Select(a => a.Slot).Concat(Decisions.SelectMany(d => d.Row.Slots)).Distinct()];

    /// <summary>What is told of a slot.</summary>
    public IEnumerable<Told> Of(string? slot) => Decisions.Where(d => slot is null || d.Row.Slots.Contains(slot));

    /// <summary>The attempts that were made for a slot.</summary>
    public IEnumerable<AttemptRow> AttemptsOf(string slot) => attempts.Where(a => a.Slot == slot);

    /// <summary>The bet that an attempt was.</summary>
    public BetRow? BetOf(AttemptRow attempt) => bets.GetValueOrDefault(attempt.Attempt);

    /// <summary>A decision to speculate is followed by the first attempt at one of its slots that no decision before it has started.</summary>
    private Told Tell(DecisionRow row)
    {
        if (row.Decision is not { Verdict: Deciding.Verdict.Speculate, Phase: not Deciding.Phase.Plan }) return new Told(row, null, null);
        var attempt = attempts.Find(a =>
            a.Standing != Standing.Authoritative && row.Slots.Contains(a.Slot) && a.StartedAt >= row.At && !claimed.Contains(a.Attempt));
        if (attempt is null) return new Told(row, null, null);
        claimed.Add(attempt.Attempt);
        return new Told(row, attempt, BetOf(attempt));
    }
}
