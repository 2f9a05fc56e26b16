using System.Globalization;
using System.Text.Json;
using Forerun.Effects;
using Forerun.Guessing;
using Forerun.Ledgers;
using Forerun.Storage.Files;
using Forerun.Workflows;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Learning;

/// <summary>The values that the operations of each tenant have returned.</summary>
internal static class ValueTable
{
    public static IEnumerable<(string Tenant, Remembered Value)> Read(SqliteConnection connection) => Tables.Rows(
        connection, "SELECT tenant, operation, input, occurrence, path, value, count, most FROM remembered ORDER BY rowid", row => (
            row.GetString(0),
            new Remembered(
                row.GetString(1), Input(row.GetString(2)), row.GetInt32(3), row.GetString(4), Json(row.GetString(5)), row.GetInt32(6),
                row.GetInt32(7) != 0)));

    public static void Write(
        SqliteConnection connection, string tenant, Dictionary<ValueId, Remembered> file, Dictionary<ValueId, Remembered> last,
        Dictionary<ValueId, Remembered> now)
    {
        foreach (var (id, value) in now)
        {
            var before = last.GetValueOrDefault(id);
            if (value == before) continue;
            var merged = Merging.Of(file.GetValueOrDefault(id), before, value);
            connection.Run(
                "INSERT OR REPLACE INTO remembered VALUES($tenant, $operation, $input, $occurrence, $path, $digest, $value, $count, $most)",
                ("$tenant", tenant), ("$operation", id.Operation), ("$input", Text(id.Input)), ("$occurrence", id.Occurrence),
                ("$path", id.Path), ("$digest", Text(id.Value)), ("$value", merged.Value.ToString()), ("$count", merged.Count),
                ("$most", merged.IsMost ? 1 : 0));
        }
    }

    private static Value Json(string json)
    {
        try
        {
            return Value.Of(JsonElement.Parse(json));
        }
        catch (JsonException e)
        {
            throw new LedgerException("A value that was learned is not JSON. Delete that file, and it is learned anew.", e);
        }
    }

    private static string Text(Digest? digest) => digest is { } d ? $"{d.A:x16}{d.B:x16}{d.C:x16}{d.D:x16}" : "";

    private static Digest? Input(string text)
    {
        if (text.Length == 0) return null;
        Span<ulong> words = stackalloc ulong[4];
        for (var i = 0; i < words.Length; i++)
            if (text.Length != 64 || !ulong.TryParse(text.AsSpan(16 * i, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out words[i]))
                throw new LedgerException("An input that was learned has no digest. Delete that file, and it is learned anew.");
        return new Digest(words[0], words[1], words[2], words[3]);
    }
}
