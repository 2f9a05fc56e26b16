using Forerun.Ledgers;
using Forerun.Storage.Files;

namespace Forerun.Storage.Ledgers;

/// <summary>The rows of a file.</summary>
internal static class EntryTable
{
    public static IEnumerable<LedgerRow> Rows(string path, long? session, string? run)
    {
        using var connection = StoreFile.Read(path);
        using var command = connection.Say(Query(session, run), ("$session", session), ("$run", run));
        using var reader = StoreFault.Guard(path, "read", command.ExecuteReader);
        while (StoreFault.Guard(path, "read", reader.Read))
            yield return RowJson.Read(StoreFault.Guard(path, "read", () => reader.GetString(1)), $"'{path}', row {reader.GetInt64(0)}");
    }

    public static IReadOnlyList<(string Run, long Session)> Runs(string path)
    {
        using var connection = StoreFile.Read(path);
        return StoreFault.Guard(path, "read", () =>
        {
            List<(string, long)> runs = [];
            using var command = connection.Say("""
                SELECT run, coalesce(max(CASE WHEN whole THEN session END), max(session))
                FROM entry JOIN session ON session.id = session GROUP BY run ORDER BY min(entry.id)
                """);
            using var reader = command.ExecuteReader();
            while (reader.Read()) runs.Add((reader.GetString(0), reader.GetInt64(1)));
            return runs;
        });
    }

    private static string Query(long? session, string? run)
    {
        List<string> conditions = [];
        if (session is not null) conditions.Add("session = $session");
        if (run is not null) conditions.Add("run = $run");
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return $"SELECT id, row FROM entry{where} ORDER BY id";
    }
}
