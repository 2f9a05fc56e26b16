using Forerun.Guessing;
using Forerun.Guessing.Tools;
using Forerun.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Learning;

/// <summary>The patterns of tool calls of each tenant. They hold values that arguments had.</summary>
internal static class PatternTable
{
    public static IEnumerable<(string Tenant, PatternsState State)> Read(SqliteConnection connection) => Tables.Rows(
        connection, "SELECT tenant, lessons, state FROM pattern", row => (row.GetString(0), new PatternsState(row.GetInt32(1), row.GetString(2))));

    /// <summary>Has a memory take patterns up; those that can't be read are noted.</summary>
    public static void Restore(Memory memory, string tenant, PatternsState state, Damage damage)
    {
        try
        {
            memory.Patterns.Restore(state);
        }
        catch (FormatException)
        {
            damage.Add($"the patterns of {ValueTable.Whose(tenant)}");
        }
    }

    /// <summary>
    /// Writes them if they have changed. They can't be added up: of two processes that have learned at once, what the one with more lessons
    /// has learned stays.
    /// </summary>
    public static void Write(SqliteConnection connection, string tenant, PatternsState? last, PatternsState? now)
    {
        if (now is null || now.Lessons == last?.Lessons) return;
        connection.Run(
            """
            INSERT INTO pattern VALUES($tenant, $lessons, $state)
            ON CONFLICT DO UPDATE SET lessons = excluded.lessons, state = excluded.state WHERE lessons <= excluded.lessons OR lessons = $last
            """,
            ("$tenant", tenant), ("$lessons", now.Lessons), ("$state", now.Json), ("$last", last?.Lessons ?? -1));
    }
}
