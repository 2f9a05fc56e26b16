using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Storage.Ledgers;

namespace Forerun.Cli.Accounting;

/// <summary>A ledger that a command reads, whichever form it has; what stands in the file says which.</summary>
internal sealed class LedgerSource
{
    private readonly bool isSqlite;

    private LedgerSource(string path, bool isSqlite)
    {
        Path = path;
        this.isSqlite = isSqlite;
        Sessions = isSqlite ? SqliteLedger.Sessions(path) : [];
    }

    public string Path { get; }

    /// <summary>Its sessions, oldest first; none in JSON lines, which hold a single one.</summary>
    public IReadOnlyList<LedgerSession> Sessions { get; }

    /// <summary>Opens a ledger.</summary>
    /// <exception cref="LedgerException">There is none, or it can't be read.</exception>
    public static LedgerSource Open(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new LedgerException($"There is no ledger '{path}'. Live runs write one, and so does: forerun replay TRACE --ledger FILE");
        return new LedgerSource(path, !IsJson(path));
    }

    /// <summary>The rows of some sessions, each with the number of its session, in the order of writing.</summary>
    public IEnumerable<(long? Session, LedgerRow Row)> Rows(IEnumerable<LedgerSession> sessions, string? run)
    {
        if (!isSqlite) return JsonlLedger.Read(Path).Where(r => run is null || r.Tags.Run == run).Select(r => ((long?)null, r));
        return sessions.SelectMany(s => SqliteLedger.Read(Path, s.Id, run).Select(r => ((long?)s.Id, r)));
    }

    /// <summary>The newest session that has a run; null in JSON lines.</summary>
    /// <exception cref="LedgerException">No session has it: the message names the nearest.</exception>
    public LedgerSession? SessionOf(string run)
    {
        IReadOnlyList<(string Run, long Session)> runs = isSqlite
            ? SqliteLedger.Runs(Path)
            : [.. JsonlLedger.Read(Path).Select(r => r.Tags.Run).Distinct().Select(r => (r, 0L))];
        foreach (var (name, session) in runs)
            if (name == run) return Sessions.FirstOrDefault(s => s.Id == session);
        throw new LedgerException($"No run '{run}' is in '{Path}'. {Nearest(run, [.. runs.Select(r => r.Run)])}");
    }

    /// <summary>What is nearest to a name that nothing has.</summary>
    public static string Nearest(string wanted, IReadOnlyList<string> names) => names.Count == 0
        ? "There is none at all."
        : $"Nearest: {string.Join(", ", NearestNames.Of(wanted, names, 3).Select(n => $"'{n}'"))}.";

    /// <summary>JSON lines begin with a brace; a file that begins with neither is called by its name.</summary>
    private static bool IsJson(string path)
    {
        var named = System.IO.Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase);
        try
        {
            Span<byte> start = stackalloc byte[16];
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            return start.StartsWith("{"u8) || (named && !start.StartsWith("SQLite format 3"u8));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return named; // whoever reads it says what is wrong
        }
    }
}
