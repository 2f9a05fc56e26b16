using System.Globalization;
using Forerun.Ledgers;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Files;

/// <summary>A SQLite file of ours: opened, made if it is new, and refused with a sentence if it is not what it should be.</summary>
internal static class StoreFile
{
    /// <summary>How long to wait for another process that is writing.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string LogMode = "PRAGMA journal_mode = wal";

    /// <summary>Opens it for writing; a new one is made, for its owner's eyes only.</summary>
    /// <exception cref="LedgerException">It can't be written, or is not a file of ours.</exception>
    public static SqliteConnection Write(string path, TimeSpan? patience = null, string noun = "ledger")
    {
        RefuseFolder(path, noun);
        return StoreFault.Guard(
            path, "written",
            () =>
            {
                Create(path);
                return Opened(path, SqliteOpenMode.ReadWrite, patience ?? Patience, connection =>
                {
                    if (Schema.IsOurs(connection, path)) Schema.Renew(connection);
                    else Schema.Make(connection);
                    connection.Run(LogMode);
                });
            },
            noun);
    }

    /// <summary>Opens one that is there for reading.</summary>
    /// <exception cref="LedgerException">There is none, it can't be read, or it is not a file of ours.</exception>
    public static SqliteConnection Read(string path)
    {
        RefuseFolder(path, "ledger");
        if (!File.Exists(path)) throw new LedgerException($"There is no ledger '{path}'.");
        return StoreFault.Guard(path, "read", () => Opened(path, SqliteOpenMode.ReadOnly, Patience, connection =>
        {
            if (!Schema.IsOurs(connection, path)) throw new LedgerException($"'{path}' is empty: nothing has been written to it yet.");
        }));
    }

    /// <summary>Runs a statement.</summary>
    public static void Run(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = connection.Say(sql, values);
        command.ExecuteNonQuery();
    }

    /// <summary>A statement with its values.</summary>
    public static SqliteCommand Say(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    /// <summary>A whole number that a statement gives.</summary>
    public static long Number(this SqliteConnection connection, string sql)
    {
        using var command = connection.Say(sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static SqliteConnection Opened(string path, SqliteOpenMode mode, TimeSpan patience, Action<SqliteConnection> prepare)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = Math.Max(1, (int)patience.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>SQLite would make it readable for all; what it holds is its owner's business.</summary>
    private static void Create(string path)
    {
        if (File.Exists(path)) return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }

    private static void RefuseFolder(string path, string noun)
    {
        if (Directory.Exists(path)) throw new LedgerException($"'{path}' is a folder, not a {noun} file. Name a file in it.");
    }
}
