using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.Live;
using Forerun.Workflows;

namespace Forerun.Defining.Reporting;

/// <summary>Makes the report of a run from its ledger rows, at any time.</summary>
internal sealed class Reporter(MemoryLedger witness, IReadOnlyList<PlannedCall> plan, LiveRun live)
{
    public RunReport Report(RunResult? result, bool isAnswered)
    {
        var rows = witness.Rows;
        var attempts = rows.OfType<AttemptRow>().ToList();
        var placed = Placed(rows, attempts);
        return new RunReport(live.Id, live.Workflow, result is not null)
        {
            Entry = live.Entry,
            End = result?.End,
            Detail = result?.Detail,
            Answered = isAnswered ? live.AnsweredAt : null,
            WithoutBets = isAnswered ? live.AnsweredAt + live.Saved : null,
            Cost = Sum(attempts, rows),
            UnknownCosts = attempts.Count(a => a.Cost is null) + rows.Count(r => r is TryRow { Cost: null }),
            LostOnBets = placed.Where(b => b.Outcome != Outcome.Hit).Aggregate(Usd.Zero, (sum, b) => sum + (b.Cost ?? Usd.Zero)),
            PaidForGuesses = Sum(attempts.Where(a => a.Standing == Standing.Purchase), rows),
            Bets = placed,
            Declined = Declined(rows, placed),
            Lossy = Lossy(placed),
        };
    }

    private List<string> Lossy(List<BetReport> placed)
    {
        var lossy = placed.Where(b => b is { Outcome: Outcome.Hit, Tier: > 1 }).SelectMany(b => b.Steps).ToHashSet();
        foreach (var step in plan)
            if (step.After.Any(d => !d.IsOrder && lossy.Contains(d.Reading.Slot))) lossy.Add(step.Slot);
        return [.. plan.Select(s => s.Slot).Where(lossy.Contains)];
    }

    internal static Usd Sum(IEnumerable<AttemptRow> attempts, IReadOnlyList<LedgerRow> rows) =>
        attempts.Aggregate(Usd.Zero, (sum, a) => sum + (CostOf(a, rows) ?? Usd.Zero));

    /// <summary>What an attempt has cost, tries before its last included; null where nobody knows any of it.</summary>
    private static Usd? CostOf(AttemptRow attempt, IReadOnlyList<LedgerRow> rows)
    {
        var cost = attempt.Cost;
        foreach (var row in rows)
            if (row is TryRow { Cost: { } spent } failed && failed.Attempt == attempt.Attempt) cost = (cost ?? Usd.Zero) + spent;
        return cost;
    }

    internal static List<BetReport> Placed(IReadOnlyList<LedgerRow> rows, List<AttemptRow> attempts)
    {
        var bets = new List<BetReport>();
        foreach (var row in rows.OfType<BetRow>())
        {
            if (attempts.Find(a => a.Attempt == row.Attempt) is not { } attempt) continue;
            var decision = rows.OfType<DecisionRow>().LastOrDefault(
                d => d.At <= attempt.StartedAt && d.Decision.Verdict == Verdict.Speculate && d.Slots.Contains(attempt.Slot));
            bets.Add(new BetReport([attempt.Slot], decision?.Edge ?? $"? -> {attempt.Operation}", decision?.Decision ?? default) 
            {
                Outcome = row.Outcome, Saved = row.Saved, Cost = CostOf(attempt, rows), Tier = row.Tier,
            });
        }

        return bets;
    }

    internal static List<BetReport> Declined(IReadOnlyList<LedgerRow> rows, List<BetReport> placed) =>
    [
        .. rows.OfType<DecisionRow>()
            .Where(d => !placed.Exists(b => d.Slots.Contains(b.Steps[0])))
            .GroupBy(d => (d.Edge, string.Join('\n', d.Slots)))
            .Select(g => g.LastOrDefault(d => d.Decision.Phase != Phase.Plan) ?? g.Last())
            .Select(d => new BetReport(d.Slots, d.Edge, d.Decision)),
    ];
}
