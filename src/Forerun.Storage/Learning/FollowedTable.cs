using Forerun.Effects;
using Forerun.Guessing.Contexts;
using Forerun.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Learning;

/// <summary>What has followed the contexts of each tenant, and how often. The values themselves stand once, in <c>content</c>.</summary>
internal static class FollowedTable
{
    public static IEnumerable<(string Tenant, Followed Followed)> Read(SqliteConnection connection, Damage damage)
    {
        const string all =
            """
            SELECT f.tenant, f.context, f.count, c.value FROM followed f LEFT JOIN content c ON c.tenant = f.tenant AND c.digest = f.digest
            ORDER BY f.rowid
            """;
        using var command = connection.Say(all);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            if (damage.Read(reader, Named, One) is { } followed) yield return (reader.GetString(0), followed);
    }

    /// <summary>Adds what has been counted since <paramref name="last"/>, and takes out what has been forgotten.</summary>
    public static void Write(
        SqliteConnection connection, string tenant, Dictionary<(ulong Context, Digest Value), Followed> last,
        Dictionary<(ulong Context, Digest Value), Followed> now)
    {
        foreach (var (id, followed) in now)
        {
            var before = last.GetValueOrDefault(id)?.Count ?? 0;
            if (followed.Count == before) continue;
            connection.Run(
                "INSERT INTO content VALUES($tenant, $digest, $value) ON CONFLICT DO UPDATE SET value = excluded.value",
                ("$tenant", tenant), ("$digest", ValueTable.Text(id.Value)), ("$value", followed.Value.ToString()));
            connection.Run(
                "INSERT INTO followed VALUES($tenant, $context, $digest, $more) ON CONFLICT DO UPDATE SET count = max(count, 0) + $more",
                ("$tenant", tenant), ("$context", unchecked((long)id.Context)), ("$digest", ValueTable.Text(id.Value)),
                ("$more", followed.Count > before ? followed.Count - before : followed.Count)); // fewer: forgotten, and counted anew
        }

        Forget(connection, tenant, last.Keys.Where(id => !now.ContainsKey(id)));
    }

    private static void Forget(SqliteConnection connection, string tenant, IEnumerable<(ulong Context, Digest Value)> gone)
    {
        foreach (var (context, value) in gone)
        {
            (string, object?)[] id = [("$tenant", tenant), ("$context", unchecked((long)context)), ("$digest", ValueTable.Text(value))];
            connection.Run("DELETE FROM followed WHERE tenant = $tenant AND context = $context AND digest = $digest", id);
            connection.Run(
                """
                DELETE FROM content WHERE tenant = $tenant AND digest = $digest
                AND NOT EXISTS (SELECT 1 FROM followed WHERE tenant = $tenant AND digest = $digest)
                """,
                id[0], id[2]);
        }
    }

    private static Followed One(SqliteDataReader row) => new(
        unchecked((ulong)row.GetInt64(1)), ValueTable.Json(row.IsDBNull(3) ? "" : row.GetString(3)),
        row.GetInt32(2) is > 0 and var count ? count : throw new FormatException("a value followed so often"));

    private static string Named(SqliteDataReader row) => $"a value that context {row.GetInt64(1)} of {ValueTable.Whose(row.GetString(0))} was followed by";
}
