using System.Globalization;
using System.Text.Json;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Storage.Files;
using Forerun.Workflows;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Learning;

/// <summary>The values that the operations of each tenant have returned.</summary>
internal static class ValueTable
{
    private const string Columns = "tenant, operation, input, occurrence, path, value, count, most";

    public static IEnumerable<(string Tenant, Remembered Value)> Read(SqliteConnection connection, Damage damage)
    {
        using var command = connection.Say($"SELECT {Columns} FROM remembered ORDER BY rowid");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            if (damage.Read(reader, Named, One) is { } value) yield return (reader.GetString(0), value);
    }

    public static void Write(SqliteConnection connection, string tenant, Dictionary<ValueId, Remembered> last, Dictionary<ValueId, Remembered> now)
    {
        foreach (var (id, value) in now)
        {
            var before = last.GetValueOrDefault(id);
            if (value == before) continue;
            (string, object?)[] key =
            [
                ("$tenant", tenant), ("$operation", id.Operation), ("$input", Text(id.Input)), ("$occurrence", id.Occurrence),
                ("$path", id.Path), ("$digest", Text(id.Value)),
            ];
            var merged = Merging.Of(InFile(connection, key), before, value);
            connection.Run(
                "INSERT OR REPLACE INTO remembered VALUES($tenant, $operation, $input, $occurrence, $path, $digest, $value, $count, $most)",
                [.. key, ("$value", merged.Value.ToString()), ("$count", merged.Count), ("$most", merged.IsMost ? 1 : 0)]);
        }
    }

    /// <summary>Whose values they are, for messages.</summary>
    public static string Whose(string tenant) => tenant.Length == 0 ? "no tenant" : $"tenant '{tenant}'";

    /// <exception cref="JsonException">It is none.</exception>
    public static Value Json(string json) => Value.Of(JsonElement.Parse(json));

    public static string Text(Digest? digest) => digest is { } d ? $"{d.A:x16}{d.B:x16}{d.C:x16}{d.D:x16}" : "";

    /// <summary>What others have written since; nothing, if that can't be read.</summary>
    private static Remembered? InFile(SqliteConnection connection, (string, object?)[] key)
    {
        const string one =
            """
            tenant = $tenant AND operation = $operation AND input = $input AND occurrence = $occurrence AND path = $path AND digest = $digest
            """;
        return Tables.Rows(connection, $"SELECT {Columns} FROM remembered WHERE {one}", row => new Damage().Read(row, Named, One), key).FirstOrDefault();
    }

    private static Remembered One(SqliteDataReader row) => new(
        row.GetString(1), Input(row.GetString(2)), row.GetInt32(3), row.GetString(4), Json(row.GetString(5)), row.GetInt32(6), row.GetInt32(7) != 0);

    private static string Named(SqliteDataReader row) => $"a value that '{row.GetString(1)}' has returned to {Whose(row.GetString(0))}";

    private static Digest? Input(string text)
    {
        if (text.Length == 0) return null;
        if (text.Length != 64) throw new FormatException("an input's digest has 64 digits");
        return new Digest(Word(0), Word(1), Word(2), Word(3));

        ulong Word(int i) => ulong.Parse(text.AsSpan(16 * i, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
