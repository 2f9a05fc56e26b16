using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.Live;
using Forerun.Workflows;

namespace Forerun.Defining.Reporting;

/// <summary>Makes the report of a run from its ledger rows, at any time.</summary>
internal sealed class Reporter(
    RunWitness witness, IReadOnlyList<PlannedCall> plan, IReadOnlyDictionary<string, TimeSpan> leaving, LiveRun live)
{
    public RunReport Report(RunResult? result, bool isAnswered)
    {
        var rows = witness.Rows;
        var attempts = rows.OfType<AttemptRow>().ToList();
        var tries = rows.OfType<TryRow>().ToList();
        var placed = Placed(rows, attempts, tries);
        return new RunReport(live.Id, live.Workflow, result is not null)
        {
            End = result?.End,
            Detail = result?.Detail,
            Answered = isAnswered ? live.AnsweredAt : null,
            WithoutBets = isAnswered ? LongestPath.Of(plan, attempts, rows.OfType<BetRow>(), leaving) : null,
            Cost = Sum(attempts, tries),
            UnknownCosts = attempts.Count(a => a.Cost is null) + tries.Count(t => t.Cost is null),
            LostOnBets = placed.Where(b => b.Outcome != Outcome.Hit).Aggregate(Usd.Zero, (sum, b) => sum + (b.Cost ?? Usd.Zero)),
            PaidForGuesses = Sum(attempts.Where(a => a.Standing == Standing.Purchase), tries),
            Bets = placed,
            Declined = Declined(rows, placed),
        };
    }

    /// <summary>Attempts with their tries before the last, each of which was charged by itself.</summary>
    private static Usd Sum(IEnumerable<AttemptRow> attempts, List<TryRow> tries) =>
        attempts.Aggregate(Usd.Zero, (sum, a) => sum + (a.Cost ?? Usd.Zero) + Retried(a, tries));

    private static Usd Retried(AttemptRow attempt, List<TryRow> tries) =>
        tries.Where(t => t.Attempt == attempt.Attempt).Aggregate(Usd.Zero, (sum, t) => sum + (t.Cost ?? Usd.Zero));

    private static List<BetReport> Placed(IReadOnlyList<LedgerRow> rows, List<AttemptRow> attempts, List<TryRow> tries)
    {
        var bets = new List<BetReport>();
        foreach (var row in rows.OfType<BetRow>())
        {
            if (attempts.Find(a => a.Attempt == row.Attempt) is not { } attempt) continue;
            var decision = rows.OfType<DecisionRow>().LastOrDefault(
                d => d.At <= attempt.StartedAt && d.Decision.Verdict == Verdict.Speculate && d.Slots.Contains(attempt.Slot));
            bets.Add(new BetReport([attempt.Slot], decision?.Edge ?? $"? -> {attempt.Operation}", decision?.Decision ?? default)
            {
                Outcome = row.Outcome, Saved = row.Saved, Cost = attempt.Cost is { } cost ? cost + Retried(attempt, tries) : null,
            });
        }

        return bets;
    }

    private static List<BetReport> Declined(IReadOnlyList<LedgerRow> rows, List<BetReport> placed) =>
    [
        .. rows.OfType<DecisionRow>()
            .Where(d => !placed.Exists(b => d.Slots.Contains(b.Steps[0])))
            .GroupBy(d => (d.Edge, string.Join('\n', d.Slots)))
            .Select(g => g.LastOrDefault(d => d.Decision.Phase != Phase.Plan) ?? g.Last())
            .Select(d => new BetReport(d.Slots, d.Edge, d.Decision)),
    ];
}
