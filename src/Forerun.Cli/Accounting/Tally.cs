using Forerun.Ledgers;

namespace Forerun.Cli.Accounting;

/// <summary>
/// Adds up a ledger, row by row. A bet's outcome may come before or after the attempt that it was, so the rows of a run are held until it is
/// settled; no more than the runs under way are in memory.
/// </summary>
internal sealed class Tally(Filter filter, Grouping by)
{
    private readonly Dictionary<(long?, string), Open> open = [];
    private readonly Dictionary<Group, Sums> groups = [];
    private readonly Dictionary<(string Operation, string? Model), int> unknown = [];

    public Sums Total { get; } = new();

    /// <summary>The sums of each group as they came up; null for attempts that have no such thing.</summary>
    public IEnumerable<(string? Key, Sums Sums)> Groups =>
        groups.Select(g => (g.Key.Name, g.Value));

    /// <summary>Whose cost nobody knows, and how many attempts of it.</summary>
    public IEnumerable<(string Operation, string? Model, int Attempts)> Unknown => unknown.Select(u => (u.Key.Operation, u.Key.Model, u.Value));

    public static Tally Of(IEnumerable<(long? Session, LedgerRow Row)> rows, Filter filter, Grouping by, CancellationToken cancellation)
    {
        var tally = new Tally(filter, by);
        foreach (var (session, row) in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            tally.Add(session, row);
        }

        foreach (var run in tally.open) tally.Close(run.Key.Item1, run.Value);
        return tally;
    }

    private void Add(long? session, LedgerRow row)
    {
        var key = (session, row.Tags.Run);
        if (row is AttemptRow or TryRow or BetRow && !open.ContainsKey(key)) open[key] = new Open([], [], []);
        switch (row)
        {
            case AttemptRow attempt:
                open[key].Attempts.Add(attempt);
                break;
            case TryRow failed:
                open[key].Tries.Add(failed);
                break;
            case BetRow bet:
                open[key].Outcomes[bet.Attempt] = bet.Outcome;
                break;
            case RunRow when open.Remove(key, out var run):
                Close(session, run);
                break;
        }
    }

    private void Close(long? session, Open run)
    {
        var sums = new Sums();
        Dictionary<Group, Sums> split = [];
        var tries = run.Tries.ToLookup(t => t.Attempt);
        foreach (var attempt in run.Attempts)
        {
            Outcome? outcome = run.Outcomes.TryGetValue(attempt.Attempt, out var known) ? known : null;
            if (!filter.Takes(attempt, outcome)) continue;
            var part = Of(split, new Group(by.Key(session, attempt, outcome)));
            sums.Add(attempt, outcome);
            part.Add(attempt, outcome);
            foreach (var failed in tries[attempt.Attempt])
            {
                sums.Add(failed, attempt, outcome);
                part.Add(failed, attempt, outcome);
            }

            if (attempt.Cost is null) unknown[(attempt.Operation, attempt.Model)] = unknown.GetValueOrDefault((attempt.Operation, attempt.Model)) + 1;
        }

        if (sums.Attempts == 0) return;
        sums.Runs = 1;
        Total.Add(sums);
        foreach (var (group, part) in split)
        {
            part.Runs = 1;
            Of(groups, group).Add(part);
        }
    }

    private static Sums Of(Dictionary<Group, Sums> all, Group group)
    {
        if (!all.TryGetValue(group, out var sums)) all[group] = sums = new Sums();
        return sums;
    }

    private readonly record struct Group(string? Name);

    private sealed record Open(List<AttemptRow> Attempts, List<TryRow> Tries, Dictionary<int, Outcome> Outcomes);
}
