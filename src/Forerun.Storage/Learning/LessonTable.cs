using Forerun.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Learning;

/// <summary>What each tenant has learned of one kind that can't be added up, as one text, and from how many lessons. It holds values.</summary>
internal sealed class LessonTable
{
    private readonly string table;

    private LessonTable(string table) => this.table = table;

    /// <summary>The patterns of tool calls.</summary>
    public static LessonTable Patterns { get; } = new("pattern");

    /// <summary>Which words came before which value.</summary>
    public static LessonTable Wording { get; } = new("wording");

    public IEnumerable<(string Tenant, int Lessons, string Json)> Read(SqliteConnection connection) => Tables.Rows(
        connection, $"SELECT tenant, lessons, state FROM {table}", row => (row.GetString(0), row.GetInt32(1), row.GetString(2)));

    /// <summary>Writes it if it has changed. Of two processes that have learned at once, what the one with more lessons has learned stays.</summary>
    public void Write(SqliteConnection connection, string tenant, int? last, int lessons, string json)
    {
        if (lessons == last || (lessons == 0 && last is null)) return;
        connection.Run(
            $"""
            INSERT INTO {table} VALUES($tenant, $lessons, $state)
            ON CONFLICT DO UPDATE SET lessons = excluded.lessons, state = excluded.state WHERE lessons <= excluded.lessons OR lessons = $last
            """,
            ("$tenant", tenant), ("$lessons", lessons), ("$state", json), ("$last", last ?? -1));
    }
}
