using System.Globalization;
using Forerun.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Ledgers;

/// <summary>The sessions of a file.</summary>
internal static class SessionTable
{
    public static long Add(SqliteConnection connection, SqliteLedgerOptions options)
    {
        using var command = connection.Say(
            "INSERT INTO session(began, kind, about) VALUES($began, $kind, $about) RETURNING id",
            ("$began", options.Time?.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)),
            ("$kind", options.Kind == SessionKind.Live ? "live" : "replay"), ("$about", options.About));
        return (long)command.ExecuteScalar()!;
    }

    public static IReadOnlyList<LedgerSession> All(SqliteConnection connection)
    {
        List<LedgerSession> sessions = [];
        using var command = connection.Say("SELECT id, kind, about, began, whole FROM session ORDER BY id");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            DateTimeOffset? began = reader.IsDBNull(3) ? null : DateTimeOffset.Parse(reader.GetString(3), CultureInfo.InvariantCulture);
            sessions.Add(new LedgerSession(
                reader.GetInt64(0), reader.GetString(1) == "live" ? SessionKind.Live : SessionKind.Replay, reader.GetString(2), began,
                reader.GetInt64(4) != 0));
        }

        return sessions;
    }
}
