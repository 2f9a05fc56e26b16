using Forerun.Deciding;
using Forerun.Ledgers;

namespace Forerun.Replay.Fitting;

/// <summary>What bets were worth by how many guesses they stood on, read from a ledger as it is written.</summary>
/// <param name="valueOfTime">USD per second.</param>
internal sealed class Depths(decimal valueOfTime) : ILedger
{
    private readonly Dictionary<string, int> guesses = [];
    private readonly Dictionary<int, AttemptRow> attempts = [];
    private readonly List<BetRow> bets = [];
    private readonly SortedDictionary<int, decimal> net = [];

    /// <summary>How many steps ahead bets were worth more than they lost, 1 being none.</summary>
    public int Recommended => 1 + Enumerable.Range(1, net.Count + 1).TakeWhile(depth => net.GetValueOrDefault(depth) > 0).Count();

    /// <summary>What bets that did not hit have cost, USD.</summary>
    public decimal LostUsd { get; private set; }

    public void Append(LedgerRow row)
    {
        switch (row)
        {
            case DecisionRow { Decision.Verdict: Verdict.Speculate } decision:
                foreach (var slot in decision.Slots) guesses[slot] = decision.Guesses.Count;
                break;
            case AttemptRow { Standing: Standing.Bet } attempt: attempts[attempt.Attempt] = attempt; break;
            case BetRow bet: bets.Add(bet); break;
            case RunRow: Close(); break;
        }
    }

    private void Close()
    {
        foreach (var bet in bets)
        {
            if (!attempts.TryGetValue(bet.Attempt, out var attempt)) continue;
            if (bet.Outcome != Outcome.Hit) LostUsd += attempt.Cost?.Amount ?? 0;
            var depth = Math.Max(1, guesses.GetValueOrDefault(attempt.Slot));
            net[depth] = net.GetValueOrDefault(depth)
                + (bet.Outcome == Outcome.Hit ? valueOfTime * Replayer.Seconds(bet.Saved) : -(attempt.Cost?.Amount ?? 0));
        }

        guesses.Clear();
        attempts.Clear();
        bets.Clear();
    }
}
