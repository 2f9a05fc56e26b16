using System.Text.Json;
using Forerun.Ledgers;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Learning;

/// <summary>The rows of a file that could not be read. The others are.</summary>
internal sealed class Damage
{
    private string? first;
    private int rows;

    /// <summary>Reads a row; one that is damaged is noted and gives nothing.</summary>
    /// <param name="row">The row.</param>
    /// <param name="name">What it is of, for people: tables have been read so far as to say that.</param>
    /// <param name="read">Reads it.</param>
    public T? Read<T>(SqliteDataReader row, Func<SqliteDataReader, string> name, Func<SqliteDataReader, T> read)
        where T : class
    {
        try
        {
            return read(row);
        }
        catch (Exception e) when (IsOne(e))
        {
            Add(name(row));
            return null;
        }
    }

    /// <summary>Takes a text up; one that can't be read is noted, and nothing of it is taken up.</summary>
    public void Restore(Action restore, string name)
    {
        try
        {
            restore();
        }
        catch (FormatException)
        {
            Add(name);
        }
    }

    /// <summary>Notes a damaged row.</summary>
    public void Add(string name)
    {
        first ??= name;
        rows++;
    }

    /// <summary>Whether this is what reading a damaged row throws.</summary>
    public static bool IsOne(Exception e) => e is LedgerException or JsonException or FormatException or OverflowException or ArgumentException;

    /// <summary>What is wrong and what becomes of it, in a sentence; null: nothing.</summary>
    public string? Sentence(string path) => first is null ? null
        : $"In '{path}' {first}{(rows > 1 ? $", and {rows - 1} more of such rows," : "")} can't be read; all else was, and this is learned anew. "
            + "Or stop what uses the file, and put a copy from before in its place.";
}
