using System.Globalization;
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

        return saved with { Winnings = Rows(connection, "SELECT won_usd, lost_usd FROM winnings", r => (Money(r, 0), Money(r, 1))).FirstOrDefault() };
    }

    public static void Write(SqliteConnection connection, Saved file, Saved last, Saved now)
    {
        foreach (var (edge, state) in now.Beliefs)
        {
            var before = last.Beliefs.GetValueOrDefault(edge);
            if (state == before) continue;
            connection.Run(
                "INSERT OR REPLACE INTO belief VALUES($workflow, $upstream, $downstream, $state)", ("$workflow", edge.Workflow),
                ("$upstream", edge.Upstream), ("$downstream", edge.Downstream),
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
        connection.Run(
            "INSERT OR REPLACE INTO winnings VALUES(1, $won, $lost)",
            ("$won", Text(file.Winnings.Won + now.Winnings.Won - last.Winnings.Won)),
            ("$lost", Text(file.Winnings.Lost + now.Winnings.Lost - last.Winnings.Lost)));
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
