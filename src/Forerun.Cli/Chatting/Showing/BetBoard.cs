using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Cli.Chatting.Showing;

/// <summary>
/// Follows a ledger while it is written: each bet as it is made, won and lost, the dollars of all calls, and the rows of the turn that is
/// under way or over.
/// </summary>
internal sealed class BetBoard(ILedger ledger) : ILedger
{
    private readonly Lock gate = new();
    private readonly List<Entry> bets = [];
    private readonly Dictionary<(string Run, int Attempt), BetRow> ended = [];
    private readonly List<LedgerRow> rows = [];
    private Usd cost = Usd.Zero;
    private int unknown, turn, between, made;

    /// <summary>USD of all calls that have ended, lost ones included, and how many of them have no known price.</summary>
    public (Usd Cost, int Unknown) Spent
    {
        get { lock (gate) return (cost, unknown); }
    }

    /// <summary>All bets, in the order of making.</summary>
    public IReadOnlyList<BetNews> Bets
    {
        get { lock (gate) return [.. bets.Select(b => b.News)]; }
    }

    /// <summary>The rows of the last turn, and of what was begun before it while nobody asked.</summary>
    public IReadOnlyList<LedgerRow> Turn
    {
        get { lock (gate) return rows[turn..]; }
    }

    public void BeginTurn()
    {
        lock (gate) turn = between;
    }

    public void EndTurn()
    {
        lock (gate) between = rows.Count;
    }

    /// <inheritdoc/>
    public void Append(LedgerRow row)
    {
        ledger.Append(row);
        lock (gate)
        {
            rows.Add(row);
            switch (row)
            {
                case DecisionRow decision: Decided(decision); break;
                case AttemptRow attempt: Ended(attempt); break;
                case TryRow tried: Charge(tried.Cost); break;
                case BetRow bet: Told(bet); break;
                default: break;
            }
        }
    }

    private void Decided(DecisionRow row)
    {
        if (row.Decision is not { Verdict: Deciding.Verdict.Speculate, Phase: Deciding.Phase.Runtime } || row.Guesses.Count == 0) return;
        if (bets.Exists(b => b.Attempt is null && b.Run == row.Tags.Run && b.Slot == row.Slots[^1])) return;
        var by = string.Join(" and ", row.Guesses.Select(g => g[..Math.Max(0, g.LastIndexOf(':'))]).Where(n => n is not ("" or "?")).Distinct());
        var at = row.Edge.LastIndexOf("-> ", StringComparison.Ordinal);
        bets.Add(new Entry(row.Tags.Run, row.Slots[^1], new BetNews(++made, at < 0 ? row.Edge : row.Edge[(at + 3)..], by)));
    }

    private void Ended(AttemptRow row)
    {
        Charge(row.Cost);
        var index = bets.FindIndex(b => b.Attempt is null && b.Run == row.Tags.Run && b.Slot == row.Slot);
        if (row.Standing != Standing.Bet)
        {
            if (index >= 0) bets.RemoveAt(index); // it was not begun after all, or a guess was bought
            return;
        }

        if (index < 0)
        {
            index = bets.Count;
            bets.Add(new Entry(row.Tags.Run, row.Slot, new BetNews(++made, row.Operation, "")));
        }

        bets[index] = bets[index] with { Attempt = row.Attempt, News = bets[index].News with { What = row.Operation, Cost = row.Cost?.Amount } };
        if (ended.Remove((row.Tags.Run, row.Attempt), out var bet)) Told(bet);
    }

    private void Told(BetRow row)
    {
        var index = bets.FindIndex(b => b.Attempt == row.Attempt && b.Run == row.Tags.Run);
        if (index < 0) ended[(row.Tags.Run, row.Attempt)] = row;
        else bets[index] = bets[index] with { News = bets[index].News with { Outcome = row.Outcome, Saved = row.Saved } };
    }

    private void Charge(Usd? usd)
    {
        if (usd is { } known) cost += known;
        else unknown++;
    }

    private sealed record Entry(string Run, string Slot, BetNews News)
    {
        public int? Attempt { get; init; }
    }
}
