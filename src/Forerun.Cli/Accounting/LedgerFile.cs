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

    private LedgerFile(ILedger ledger) => this.ledger = ledger;

    /// <summary>For runs whose dollars are spent: what they cost is in the file as soon as it is known.</summary>
    public static LedgerFile Live(string path, string about, TimeProvider? clock) =>
        new(IsJsonLines(path) ? new JsonlLedger(path) : Open(path, SessionKind.Live, about, clock));

    /// <summary>For runs that are played again: one that does not come to its end leaves no ledger that is taken for a whole one.</summary>
    public static T Replay<T>(string path, string about, TimeProvider? clock, Func<ILedger, T> replay)
    {
        if (IsJsonLines(path))
        {
            return WholeFile.Write(path, stream =>
            {
                using var lines = new JsonlLedger(stream, path);
                return replay(lines);
            });
        }

        using var database = Open(path, SessionKind.Replay, about, clock);
        var result = replay(database);
        database.Complete();
        return result;
    }

    /// <inheritdoc/>
    public void Append(LedgerRow row) => ledger.Append(row);

    /// <inheritdoc/>
    public void Dispose() => (ledger as IDisposable)?.Dispose();

    private static SqliteLedger Open(string path, SessionKind kind, string about, TimeProvider? clock) =>
        new(path, new SqliteLedgerOptions { Kind = kind, About = about, Time = clock });

    private static bool IsJsonLines(string path) =>
        Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
}
