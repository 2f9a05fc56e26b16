using Forerun.Ledgers;
using Forerun.Storage;
using Forerun.Storage.Ledgers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Forerun.Hosting.Keeping;

/// <summary>The ledger of a host: opened at the start or refused, watched while it is written, and closed when all runs have settled.</summary>
internal sealed class LedgerKeeper : ILedger, IDisposable
{
    private readonly ILogger<LedgerKeeper> logger;
    private readonly SqliteLedger? ledger;
    private volatile string? fault;

    /// <exception cref="OptionsValidationException">It can't be opened: better now than when dollars have been spent.</exception>
    public LedgerKeeper(IOptions<ForerunOptions> options, TimeProvider time, ILogger<LedgerKeeper> logger)
    {
        this.logger = logger;
        try
        {
            Path = Place.Of(options.Value.Ledger, UserData.Ledger);
            ledger = Path is null ? null : new SqliteLedger(Path, new SqliteLedgerOptions { About = "host", Time = time });
        }
        catch (Exception e) when (e is LedgerException or IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(
                Options.DefaultName, typeof(ForerunOptions), [$"{options.Value.Section}:Ledger can't be used: {e.Message}"]);
        }
    }

    /// <summary>The file; null: there is none.</summary>
    public string? Path { get; }

    /// <summary>Whether rows are kept anywhere.</summary>
    public bool IsKept => ledger is not null;

    public void Append(LedgerRow row) => Watched(kept => kept.Append(row));

    /// <summary>What is wrong with the ledger now; null if nothing is. What could not be written before is tried again.</summary>
    public string? Probe()
    {
        try
        {
            Watched(static kept => kept.Probe());
            return null;
        }
        catch (LedgerException e)
        {
            return e.Message;
        }
    }

    /// <summary>Has the disk keep everything, and says that this session has come to its end.</summary>
    /// <returns>Whether it could.</returns>
    public bool TryComplete()
    {
        try
        {
            Watched(static kept => kept.Complete());
            return true;
        }
        catch (LedgerException)
        {
            return false; // it has been logged
        }
    }

    public void Dispose()
    {
        try
        {
            ledger?.Dispose();
        }
        catch (LedgerException e)
        {
            logger.LedgerFailed(e.Message);
        }
    }

    private void Watched(Action<SqliteLedger> use)
    {
        if (ledger is null) return;
        try
        {
            use(ledger);
        }
        catch (LedgerException e)
        {
            if (Interlocked.Exchange(ref fault, e.Message) != e.Message) logger.LedgerFailed(e.Message);
            throw;
        }

        if (fault is not null && Interlocked.Exchange(ref fault, null) is not null) logger.LedgerWorks(Path!);
    }
}
