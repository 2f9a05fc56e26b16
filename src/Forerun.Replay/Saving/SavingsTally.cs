using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Replay.Saving;

/// <summary>
/// Adds up what a ledger's runs have saved, row by row; no more than the runs under way are in memory. A run counts once it is settled.
/// </summary>
public sealed class SavingsTally(SavingsBy by)
{
    private readonly Dictionary<(long? Session, string Run), List<LedgerRow>> open = [];
    private readonly Dictionary<Group, Saved> groups = [];
    private readonly Dictionary<string, ModelUse> uses = [];
    private readonly List<Decision> choices = [];
    private Saved total = new();
    private Usd? valueOfTime;

    /// <summary>Takes a row in.</summary>
    /// <param name="row">The row.</param>
    /// <param name="session">The session that it belongs to; null in a file of one.</param>
    /// <param name="began">When that session began; null where nobody says.</param>
    public void Add(LedgerRow row, long? session = null, DateTimeOffset? began = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        var key = (session, row.Tags.Run);
        switch (row)
        {
            case DecisionRow { Decision: var decision }:
                choices.Add(decision);
                if (decision.Measure is null) valueOfTime = decision.Terms.ValueOfTime; // other measures need none
                break;
            case SettingsRow settings:
                valueOfTime = settings.ValueOfTime;
                break;
            case AttemptRow or TryRow or BetRow or AdoptionRow:
                if (!open.TryGetValue(key, out var rows)) open[key] = rows = [];
                rows.Add(row);
                break;
            case RunRow run:
                open.Remove(key, out var all);
                Settle(run, all ?? [], began);
                break;
        }
    }

    /// <summary>What it came to so far.</summary>
    public Savings Sum() => new()
    {
        By = by,
        Total = total,
        Groups = [.. groups.Select(g => (g.Key.Name, g.Value)).OrderByDescending(g => g.Value.SavedSeconds).ThenBy(g => g.Name, StringComparer.Ordinal)],
        Unsettled = open.Count,
        ValueOfTime = valueOfTime,
        Implied = ImpliedValue.Between(choices),
        ImpliedAtDialOne = ImpliedValue.Between(choices.Select(AtDialOne)),
        Models = [.. uses.Values.OrderByDescending(u => u.Usd)],
    };

    /// <summary>The same choice of somebody whose dial is 1, whatever rule made it.</summary>
    private static Decision AtDialOne(Decision choice) => choice with { Terms = choice.Terms with { Dial = 1 }, Measure = null };

    private void Settle(RunRow run, List<LedgerRow> rows, DateTimeOffset? began)
    {
        var calls = SettledCall.Of(run, rows);
        var saved = run is { Waited: { } waited, WithoutBets: { } without } ? Replayer.Seconds(without - waited) : (decimal?)null;
        var whole = calls.Aggregate(new Saved(), (sum, call) => sum + call.Saved()) + new Saved
        {
            Runs = 1,
            RunsWithoutSeconds = saved is null ? 1 : 0,
            WaitedSeconds = run.Waited is { } time && saved is not null ? Replayer.Seconds(time) : 0,
            SavedSeconds = saved ?? 0,
        } + OfOthers(rows);
        total += whole;
        foreach (var call in calls) Use(call);
        if (by == SavingsBy.Model) Split(calls, saved ?? 0);
        else Add(new Group(by.Of(run, began)), whole);
    }

    /// <summary>What earlier runs have paid for this one would have paid itself without bets.</summary>
    private static Saved OfOthers(List<LedgerRow> rows)
    {
        var others = rows.OfType<AdoptionRow>().ToList();
        return new Saved { WithoutBetsUsd = others.Sum(a => a.Paid?.Amount ?? 0), UnknownCosts = others.Count(a => a.Paid is null) };
    }

    private void Split(List<SettledCall> calls, decimal saved)
    {
        var weigh = calls.Exists(c => c.HeadStart > 0) ? c => c.HeadStart : (Func<SettledCall, decimal>)(c => c.IsAdopted ? c.Seconds : 0);
        var whole = calls.Sum(weigh);
        foreach (var model in calls.GroupBy(c => c.Row.Model))
        {
            var part = model.Aggregate(new Saved { Runs = 1 }, (sum, call) => sum + call.Saved());
            Add(new Group(model.Key), part with { SavedSeconds = whole > 0 ? saved * model.Sum(weigh) / whole : 0 });
        }

        if (whole == 0 && saved != 0) Add(default, new Saved { SavedSeconds = saved }); // what waited for a guess
    }

    private void Add(Group group, Saved part) => groups[group] = groups.TryGetValue(group, out var sum) ? sum + part : part;

    private void Use(SettledCall call)
    {
        if (call.Row is not { Model: { } model, End: AttemptEnd.Finished, Usage: { } usage }) return;
        if (!uses.TryGetValue(model, out var use)) uses[model] = use = new ModelUse(model);
        use.Add(call, usage);
    }

    private readonly record struct Group(string? Name);
}
