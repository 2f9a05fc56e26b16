using Forerun.Ledgers;
using Forerun.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Ledgers;

/// <summary>A ledger in a SQLite file: append only, for many runs and many processes at once. See docs/ledger.md.</summary>
/// <remarks>
/// Rows are written in transactions. In a live session a row that says what was paid is committed when it is appended, with all before it, so a process
/// that dies loses no dollar; when a run settles the disk is made to keep them (fsync), so a machine that dies loses none of it either. In
/// a replay, which can be repeated, rows are committed by the thousand, at <see cref="Flush"/> and when the ledger is disposed. What a
/// commit could not write is kept and goes with the next.
/// </remarks>
public sealed class SqliteLedger : ILedger, IDisposable
{
    private const int Batch = 4096;

    private readonly Lock gate = new();
    private readonly string path;
    private readonly bool isLive;
    private readonly SqliteConnection connection;
    private readonly Queue<string> pending = [];
    private readonly SqliteCommand insert;
    private bool closed;

    /// <summary>Opens a file for writing behind what is there. A new one is made, readable by its owner alone.</summary>
    /// <exception cref="LedgerException">It can't be written or is no ledger: better now than when dollars have been spent.</exception>
    public SqliteLedger(string path, SqliteLedgerOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new SqliteLedgerOptions();
        this.path = path;
        isLive = options.Kind == SessionKind.Live;
        connection = StoreFile.Write(path, options.Patience);
        try
        {
            Session = StoreFault.Guard(path, "written", () => SessionTable.Add(connection, options));
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        insert = connection.Say("INSERT INTO entry(session, row) VALUES($session, $row)", ("$session", Session), ("$row", ""));
    }

    /// <summary>The number of this session in the file.</summary>
    public long Session { get; }

    /// <summary>The sessions of a file, oldest first.</summary>
    /// <exception cref="LedgerException">It can't be read.</exception>
    public static IReadOnlyList<LedgerSession> Sessions(string path)
    {
        using var file = StoreFile.Read(path);
        return StoreFault.Guard(path, "read", () => SessionTable.All(file));
    }

    /// <summary>The rows of a file in the order in which they were written, one after the other as they are asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="session">Those of one session. Default: of all.</param>
    /// <param name="run">Those of one run. Default: of all.</param>
    /// <exception cref="LedgerException">It can't be read, or a row of it is none.</exception>
    public static IEnumerable<LedgerRow> Read(string path, long? session = null, string? run = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return EntryTable.Rows(path, session, run);
    }

    /// <summary>The ids of the runs of a file with the newest session of each, a whole one if there is one; those that were written first coming first.</summary>
    /// <exception cref="LedgerException">It can't be read.</exception>
    public static IReadOnlyList<(string Run, long Session)> Runs(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return EntryTable.Runs(path);
    }

    /// <inheritdoc/>
    /// <exception cref="LedgerException">It can't be written, for example because the disk is full. The row is kept for the next try.</exception>
    /// <exception cref="ObjectDisposedException">The ledger is closed.</exception>
    public void Append(LedgerRow row)
    {
        var json = RowJson.Write(row);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            pending.Enqueue(json);
            if (isLive && row is not (DecisionRow or BetRow or SettingsRow)) Commit(lasting: row is RunRow); // it may be dollars
            else if (pending.Count >= Batch) Commit(lasting: false);
        }
    }

    /// <summary>Has the disk keep all rows so far.</summary>
    /// <exception cref="LedgerException">It can't be written.</exception>
    public void Flush()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            Commit(lasting: true);
        }
    }

    /// <summary>Writes what could not be written before, and tries whether more could be: the file is there, and takes a transaction.</summary>
    /// <exception cref="LedgerException">It can't be written now.</exception>
    /// <exception cref="ObjectDisposedException">The ledger is closed.</exception>
    public void Probe()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (!File.Exists(path))
                throw new LedgerException($"The ledger '{path}' was moved or deleted while it was written. Put it back and restart, or name another file.");
            Commit(lasting: true);
            StoreFault.Guard(path, "written", () => connection.Run("BEGIN IMMEDIATE; ROLLBACK"));
        }
    }

    /// <summary>Has the disk keep all rows, and says that this session has come to its end.</summary>
    /// <exception cref="LedgerException">It can't be written.</exception>
    public void Complete()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            Commit(lasting: true);
            StoreFault.Guard(path, "written", () => connection.Run("UPDATE session SET whole = 1 WHERE id = $id", ("$id", Session)));
        }
    }

    /// <summary>Writes what is left and closes the file.</summary>
    /// <exception cref="LedgerException">It can't be written.</exception>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed) return;
            closed = true;
            try
            {
                Commit(lasting: true);
            }
            finally
            {
                insert.Dispose();
                connection.Dispose();
            }
        }
    }

    private void Commit(bool lasting)
    {
        if (pending.Count == 0) return;
        StoreFault.Guard(path, "written", () =>
        {
            // In this journal mode "full" syncs the log with all commits in it, those made before without a sync among them.
            connection.Run(lasting ? "PRAGMA synchronous = full" : "PRAGMA synchronous = normal");
            using var transaction = connection.BeginTransaction(deferred: false);
            insert.Transaction = transaction;
            foreach (var json in pending)
            {
                insert.Parameters["$row"].Value = json;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        });
        pending.Clear();
    }
}
