using System.Globalization;
using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Learning;

/// <summary>What was learned, to the tables and back. Only what has changed is written.</summary>
internal static class Tables
{
    public static Saved Read(SqliteConnection connection)
    {
        var saved = Saved.Nothing;
        foreach (var state in Rows(connection, "SELECT state FROM belief", r => States.Belief(r.GetString(0)))) saved.Beliefs[state.Edge] = state;
        foreach (var state in Rows(connection, "SELECT state FROM forecast", r => States.Forecast(r.GetString(0))))
            saved.Forecasts[(state.Workflow, state.Operation)] = state;
        foreach (var (tenant, value) in ValueTable.Read(connection))
        {
            if (!saved.Tenants.TryGetValue(tenant, out var values)) saved.Tenants[tenant] = values = [];
            values[ValueId.Of(value)] = value;
        }

        const string purses = "SELECT workflow, real_usd, won_usd, lost_usd, spare_usd FROM winnings";
        foreach (var state in Rows(connection, purses, r => new PurseState(r.GetString(0), Money(r, 1), Money(r, 2), Money(r, 3), Money(r, 4))))
            saved.Winnings[state.Workflow] = state;
        return saved;
    }

    public static void Write(SqliteConnection connection, Saved file, Saved last, Saved now)
    {
        foreach (var (edge, state) in now.Beliefs)
        {
            var before = last.Beliefs.GetValueOrDefault(edge);
            if (state == before) continue;
            connection.Run(
                "INSERT OR REPLACE INTO belief VALUES($workflow, $upstream, $downstream, $guesser, $state)", ("$workflow", edge.Workflow),
                ("$upstream", edge.Upstream), ("$downstream", edge.Downstream), ("$guesser", edge.By),
                ("$state", States.Text(Merging.Of(file.Beliefs.GetValueOrDefault(edge), before, state))));
        }

        foreach (var (key, state) in now.Forecasts)
        {
            var before = last.Forecasts.GetValueOrDefault(key);
            if (state.Equals(before)) continue;
            connection.Run(
                "INSERT OR REPLACE INTO forecast VALUES($workflow, $operation, $state)", ("$workflow", state.Workflow),
                ("$operation", state.Operation), ("$state", States.Text(Merging.Of(file.Forecasts.GetValueOrDefault(key), before, state))));
        }

        foreach (var (tenant, values) in now.Tenants)
            ValueTable.Write(
                connection, tenant, file.Tenants.GetValueOrDefault(tenant) ?? [], last.Tenants.GetValueOrDefault(tenant) ?? [], values);
        foreach (var (workflow, state) in now.Winnings)
        {
            var before = last.Winnings.GetValueOrDefault(workflow);
            if (state == before) continue;
            var merged = Merging.Of(file.Winnings.GetValueOrDefault(workflow), before, state);
            connection.Run(
                "INSERT OR REPLACE INTO winnings VALUES($workflow, $real, $won, $lost, $spare)", ("$workflow", workflow),
                ("$real", Text(merged.Real)), ("$won", Text(merged.Won)), ("$lost", Text(merged.Lost)), ("$spare", Text(merged.Spare)));
        }
    }

    public static IEnumerable<T> Rows<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.Say(sql);
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return read(reader);
    }

    private static string Text(Usd money) => money.Amount.ToString(CultureInfo.InvariantCulture);

    private static Usd Money(SqliteDataReader row, int column) =>
        decimal.TryParse(row.GetString(column), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? new Usd(amount)
            : throw new LedgerException($"What was learned in '{row.GetString(column)}' dollars can't be read. Name another file.");
}
