using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Ledgers;
using Forerun.Running;
using Forerun.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Learning;

/// <summary>
/// What runs have learned, in a SQLite file: beliefs, forecasts, acceptance, depth values and winnings, shared by all tenants, and what each
/// tenant's calls have returned, which no other tenant ever sees. See docs/ledger.md.
/// </summary>
/// <remarks>
/// Nothing here throws over a bad file: learning is worth something and no run is worth less without it (law 6). What could not be read is
/// started from nothing, and <see cref="Fault"/> says so in a sentence. Several processes may share a file: what each has counted since
/// it last read or saved is added to what is there.
/// </remarks>
public sealed class LearnedStore
{
    private const string Noun = "store of what was learned";

    private readonly Lock gate = new(), saving = new();
    private readonly string path;
    private readonly Learned shared;
    private readonly Dictionary<string, Memory> tenants = [];
    private readonly bool isReadable;
    private Saved last = Saved.Nothing;

    private LearnedStore(string path, double forget)
    {
        this.path = path;
        shared = new Learned { Beliefs = new Beliefs(forget) };
        var damage = new Damage();
        isReadable = Try("read", connection => last = Tables.Read(connection, damage));
        if (!isReadable) return;
        shared.Beliefs.Restore(last.Beliefs.Values);
        shared.Forecasts.Restore(last.Forecasts.Values);
        shared.Acceptance.Restore(last.Acceptance.Values);
        shared.Depths.Restore(last.Depths.Values);
        shared.Winnings.Restore(last.Winnings.Values);
        shared.Calibration.Restore(last.Stages.Values);
        shared.Aims.Restore(last.Aims.Values, last.Fronts.Values);
        foreach (var (tenant, memory) in last.Tenants) tenants[tenant] = memory.Restored(tenant, damage);
        last = last.Marked();
        Fault = damage.Sentence(path);
    }

    /// <summary>What is wrong with the file, in one sentence; null while nothing is, or once all is saved again.</summary>
    public string? Fault { get; private set; }

    /// <summary>
    /// Reads what was learned; a file that is not there yet is made. Of one with damaged rows the others are read; one that can't be read at
    /// all is left alone: see <see cref="Fault"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="forget">What is left of the counts of beliefs at each new observation, above 0 and at most 1. Default: 1, all of it.</param>
    public static LearnedStore Open(string path, double forget = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new LearnedStore(path, forget);
    }

    /// <summary>What the runs of a tenant start from and go on to teach: the same rates for all, and a memory with this tenant's own values.</summary>
    /// <param name="tenant">The tenant; null for a deployment with one.</param>
    public Learned Of(string? tenant)
    {
        lock (gate)
        {
            if (!tenants.TryGetValue(tenant ?? "", out var memory)) tenants[tenant ?? ""] = memory = new Memory();
            return shared with { Memory = memory };
        }
    }

    /// <summary>
    /// Adds to the file what was learned since it was read or last saved. Call it whenever a run has settled, or now and then; no run waits
    /// for it.
    /// </summary>
    /// <returns>Whether it is saved. If not, <see cref="Fault"/> says why, and what was learned goes with the next try.</returns>
    public bool TrySave()
    {
        lock (saving)
        {
            if (!isReadable) return false; // whatever stands there is somebody's
            var now = Saved.Of(shared, Tenants(), last);
            if (!Try("written", connection => now = Save(connection, now))) return false;
            last = now.Marked();
            Fault = null;
            return true;
        }
    }

    private Dictionary<string, Memory> Tenants()
    {
        lock (gate) return new(tenants);
    }

    /// <summary>Writes what is new, and takes up what others have moved meanwhile.</summary>
    /// <returns>What stands in the file now, as far as it is more than what is here.</returns>
    private Saved Save(SqliteConnection connection, Saved now)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        Tables.Write(connection, last, now);
        var (stages, aims, fronts) = (StateTables.Stages.Read(connection, new()), StateTables.Aims.Read(connection, new()), StateTables.Fronts.Read(connection, new()));
        transaction.Commit();
        shared.Calibration.Restore(stages.Values);
        shared.Aims.Restore(aims.Values, fronts.Values, since: now.Aims);
        return now with { Aims = aims, Fronts = fronts };
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
