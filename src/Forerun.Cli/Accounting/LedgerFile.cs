using Forerun.Cli.Output;
using Forerun.Ledgers;
using Forerun.Storage.Ledgers;

namespace Forerun.Cli.Accounting;

/// <summary>
/// A ledger that a command writes. Its name says the form: JSON lines if it ends in .jsonl or is a device, which holds no database;
/// else SQLite. This is the only place that decides it.
/// </summary>
internal sealed class LedgerFile : ILedger, IDisposable
{
    private readonly ILedger ledger;
    private readonly Action written;
    private volatile bool refused;

    private LedgerFile(ILedger ledger) => (this.ledger, written) = (ledger, ledger is JsonlLedger lines ? lines.Flush : static () => { });

    /// <summary>For runs whose dollars are spent: what they cost is in the file as soon as it is known.</summary>
    public static LedgerFile Live(string path, string about, TimeProvider? clock) =>
        new(IsJsonLines(path) ? new JsonlLedger(path) : Open(path, SessionKind.Live, about, clock));

    /// <summary>
    /// For runs that are played again: one that does not come to its end leaves no ledger that is taken for a whole one. What is played
    /// again hangs on no ledger, so a disk that is full in the middle costs the ledger and not the results.
    /// </summary>
    /// <returns>What the replay found; and why its ledger is not there, null where it is.</returns>
    public static (T Found, string? Unwritten) Replay<T>(string path, string about, TimeProvider? clock, Func<ILedger, T> replay)
        where T : class
    {
        T? found = null;
        try
        {
            if (IsJsonLines(path))
                WholeFile.Write(path, stream =>
                {
                    using var lines = new JsonlLedger(stream, path);
                    var rows = new Rows(lines);
                    found = replay(rows);
                    rows.Check();
                    lines.Flush();
                    return true;
                });
            else
            {
                using var database = Open(path, SessionKind.Replay, about, clock);
                var rows = new Rows(database);
                found = replay(rows);
                rows.Check();
                database.Complete();
            }
        }
        catch (Exception e) when (found is not null && e is LedgerException or FileException)
        {
            return (found!, e.Message);
        }

        return (found!, null);
    }

    /// <inheritdoc/>
    public void Append(LedgerRow row)
    {
        try
        {
            ledger.Append(row);
            written();
        }
        catch (LedgerException)
        {
            refused = true;
            throw;
        }
    }

    /// <summary>Writes what is left and closes the file.</summary>
    /// <returns>Why that could not be done, in a sentence; null where it was, or where a row has said so already.</returns>
    public string? Close()
    {
        try
        {
            Dispose();
            return null;
        }
        catch (LedgerException e)
        {
            return refused ? null : e.Message;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (ledger as IDisposable)?.Dispose();

    private static SqliteLedger Open(string path, SessionKind kind, string about, TimeProvider? clock) =>
        new(path, new SqliteLedgerOptions { Kind = kind, About = about, Time = clock });

    private static bool IsJsonLines(string path) =>
        Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    /// <summary>Hands rows on until one is refused. Whoever writes them is not told; it is told at the end.</summary>
    private sealed class Rows(ILedger file) : ILedger
    {
        private LedgerException? fault;

        public void Append(LedgerRow row)
        {
            if (fault is not null) return;
            try
            {
                file.Append(row);
            }
            catch (LedgerException e)
            {
                fault = e;
            }
        }

        /// <exception cref="LedgerException">A row was refused.</exception>
        public void Check()
        {
            if (fault is not null) throw fault;
        }
    }
}
