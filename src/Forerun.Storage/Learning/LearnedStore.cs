using Forerun.Guessing;
using Forerun.Ledgers;
using Forerun.Running;
using Forerun.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Learning;

/// <summary>
/// What runs have learned, in a SQLite file: beliefs, forecasts and winnings, shared by all tenants, and the values that each tenant's
/// operations have returned, which no other tenant ever sees. See docs/ledger.md.
/// </summary>
/// <remarks>
/// Nothing here throws over a bad file: learning is worth something and no run is worth less without it (law 6). What could not be read is
/// started from nothing, and <see cref="Fault"/> says so in a sentence. Several processes may share a file: what each has counted since
/// it last read or saved is added to what is there.
/// </remarks>
public sealed class LearnedStore
{
    private const string Noun = "store of what was learned";

    private readonly Lock gate = new();
    private readonly string path;
    private readonly Learned shared = new();
    private readonly Dictionary<string, MostFrequent> tenants = [];
    private readonly bool isReadable;
    private Saved last = Saved.Nothing;

    private LearnedStore(string path)
    {
        this.path = path;
        isReadable = Try("read", connection => last = Tables.Read(connection));
        if (!isReadable) return;
        shared.Beliefs.Restore(last.Beliefs.Values);
        shared.Forecasts.Restore(last.Forecasts.Values);
        shared.Winnings.Restore(last.Winnings.Values);
        foreach (var (tenant, values) in last.Tenants)
            (tenants[tenant] = new MostFrequent()).Restore(values.Values);
    }

    /// <summary>What is wrong with the file, in one sentence; null while nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads what was learned; a file that is not there yet is made. A bad one is left alone: see <see cref="Fault"/>.</summary>
    public static LearnedStore Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new LearnedStore(path);
    }

    /// <summary>
    /// What the runs of a tenant start from and go on to teach: the same beliefs, forecasts and winnings for all, and a predictor with this
    /// tenant's own values.
    /// </summary>
    /// <param name="tenant">The tenant; null for a deployment with one.</param>
    public Learned Of(string? tenant)
    {
        lock (gate)
        {
            if (!tenants.TryGetValue(tenant ?? "", out var predictor)) tenants[tenant ?? ""] = predictor = new MostFrequent();
            return shared with { Predictor = predictor };
        }
    }

    /// <summary>Adds to the file what was learned since it was read or last saved. Call it whenever a run has settled, or now and then.</summary>
    /// <returns>Whether it is saved. If not, <see cref="Fault"/> says why, and what was learned goes with the next try.</returns>
    public bool TrySave()
    {
        lock (gate)
        {
            if (!isReadable) return false; // whatever stands there is somebody's
            var now = Saved.Of(shared, tenants);
            if (!Try("written", connection => Save(connection, now))) return false;
            last = now;
            Fault = null;
            return true;
        }
    }

    private void Save(SqliteConnection connection, Saved now)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        Tables.Write(connection, Tables.Read(connection), last, now);
        transaction.Commit();
    }

    private bool Try(string what, Action<SqliteConnection> work)
    {
        try
        {
            using var connection = StoreFile.Write(path, noun: Noun);
            StoreFault.Guard(path, what, () => work(connection), Noun);
            return true;
        }
        catch (LedgerException e)
        {
            Fault = e.Message;
            return false;
        }
    }
}
