using Forerun.Files;
using Forerun.Ledgers;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Files;

/// <summary>What SQLite and the file system complain of, as one sentence that says what to do.</summary>
internal static class StoreFault
{
    public static T Guard<T>(string path, string what, Func<T> work, string noun = "ledger")
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw new LedgerException(Sentence(noun, path, what, e), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new LedgerException($"The {noun} '{path}' can't be {what}: {FileFault.Of(e)}.", e);
        }
    }

    public static void Guard(string path, string what, Action work, string noun = "ledger") => Guard(
        path, what,
        () =>
        {
            work();
            return true;
        },
        noun);

    private static string JsonLines(string noun) => noun == "ledger" ? "; one that ends in .jsonl is written as JSON lines" : "";

    private static string Sentence(string noun, string path, string what, SqliteException e) => e.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED =>
            $"The {noun} '{path}' can't be {what}: another program keeps it locked. Wait for that one or end it, or name another file.",
        SQLitePCL.raw.SQLITE_FULL => $"The {noun} '{path}' can't be {what}: the disk is full. Make room, or name a file on another disk.",
        SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM =>
            $"The {noun} '{path}' can't be {what}: it is read-only. Give yourself the right to write it, or name another file.",
        SQLitePCL.raw.SQLITE_CANTOPEN =>
            $"The {noun} '{path}' can't be {what}: it or its folder is closed to you, or is no place for a file. Name another file.",
        SQLitePCL.raw.SQLITE_NOTADB =>
            $"'{path}' is not a SQLite {noun}. Name another file{JsonLines(noun)}.",
        SQLitePCL.raw.SQLITE_CORRUPT =>
            $"The {noun} '{path}' is damaged. Take a copy of it from before, or save what is left with: sqlite3 '{path}' .recover",
        _ => $"The {noun} '{path}' can't be {what}: {e.Message.TrimEnd('.')}. Look after its disk, or name another file.",
    };
}
