using System.Globalization;
using Forerun.Deciding;
using Forerun.Pricing;
using Forerun.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Learning;

/// <summary>What was learned, to the tables and back. Only what has changed is written.</summary>
internal static class Tables
{
    public static Saved Read(SqliteConnection connection, Damage damage)
    {
        Dictionary<string, SavedMemory> tenants = [];
        foreach (var (tenant, value) in ValueTable.Read(connection, damage)) Of(tenant).Values[ValueId.Of(value)] = value;
        foreach (var (tenant, followed) in FollowedTable.Read(connection, damage)) Of(tenant).Followed[(followed.Context, followed.Value.Digest)] = followed;
        foreach (var (tenant, lessons, json) in LessonTable.Patterns.Read(connection)) tenants[tenant] = Of(tenant) with { Patterns = new(lessons, json) };
        foreach (var (tenant, lessons, json) in LessonTable.Wording.Read(connection)) tenants[tenant] = Of(tenant) with { Said = new(lessons, json) };
        return new Saved(
            StateTables.Beliefs.Read(connection, damage), StateTables.Forecasts.Read(connection, damage),
            StateTables.Acceptance.Read(connection, damage), StateTables.Depths.Read(connection, damage), Purses(connection, damage),
            StateTables.Stages.Read(connection, damage), StateTables.Aims.Read(connection, damage), StateTables.Fronts.Read(connection, damage), tenants);

        SavedMemory Of(string tenant) => tenants.TryGetValue(tenant, out var memory) ? memory : tenants[tenant] = SavedMemory.Nothing;
    }

    public static void Write(SqliteConnection connection, Saved last, Saved now)
    {
        StateTables.Beliefs.Write(connection, last.Beliefs, now.Beliefs);
        StateTables.Forecasts.Write(connection, last.Forecasts, now.Forecasts);
        StateTables.Acceptance.Write(connection, last.Acceptance, now.Acceptance);
        StateTables.Depths.Write(connection, last.Depths, now.Depths);
        StateTables.Stages.Write(connection, last.Stages, now.Stages);
        StateTables.Aims.Write(connection, last.Aims, now.Aims);
        StateTables.Fronts.Write(connection, last.Fronts, now.Fronts);
        foreach (var (tenant, memory) in now.Tenants)
        {
            var before = last.Tenants.GetValueOrDefault(tenant) ?? SavedMemory.Nothing;
            ValueTable.Write(connection, tenant, before.Values, memory.Values);
            FollowedTable.Write(connection, tenant, before.Followed, memory.Followed);
            if (memory.Patterns is { } patterns) LessonTable.Patterns.Write(connection, tenant, before.Patterns?.Lessons, patterns.Lessons, patterns.Json);
            if (memory.Said is { } said) LessonTable.Wording.Write(connection, tenant, before.Said?.Lessons, said.Lessons, said.Json);
        }

        Write(connection, last.Winnings, now.Winnings);
    }

    public static IEnumerable<T> Rows<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params (string, object?)[] values)
    {
        using var command = connection.Say(sql, values);
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return read(reader);
    }

    private static Dictionary<string, PurseState> Purses(SqliteConnection connection, Damage damage)
    {
        const string purses = "SELECT workflow, real_usd, won_usd, lost_usd, spare_usd, best_return FROM winnings";
        return Rows(connection, purses, r => damage.Read(r, static row => $"the winnings of '{row.GetString(0)}'", Purse))
            .OfType<PurseState>().ToDictionary(p => p.Workflow);
    }

    private static void Write(SqliteConnection connection, Dictionary<string, PurseState> last, Dictionary<string, PurseState> now)
    {
        var file = Purses(connection, new Damage());
        foreach (var (workflow, state) in now)
        {
            var before = last.GetValueOrDefault(workflow);
            if (state == before) continue;
            var merged = Merging.Of(file.GetValueOrDefault(workflow), before, state);
            connection.Run(
                "INSERT OR REPLACE INTO winnings VALUES($workflow, $real, $won, $lost, $spare, $best)", ("$workflow", workflow),
                ("$real", Text(merged.Real)), ("$won", Text(merged.Won)), ("$lost", Text(merged.Lost)), ("$spare", Text(merged.Spare)),
                ("$best", merged.BestReturn.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static PurseState Purse(SqliteDataReader row) =>
        new(row.GetString(0), Money(row, 1), Money(row, 2), Money(row, 3), Money(row, 4), Number(row, 5));

    private static string Text(Usd money) => money.Amount.ToString(CultureInfo.InvariantCulture);

    private static Usd Money(SqliteDataReader row, int column) => new(Number(row, column));

    private static decimal Number(SqliteDataReader row, int column) => decimal.Parse(row.GetString(column), NumberStyles.Number, CultureInfo.InvariantCulture);
}
