using Forerun.Ledgers;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Files;

/// <summary>The tables, and how a file says whose it is and which version it has.</summary>
/// <remarks>
/// A row is kept as the JSON of docs/ledger.md, whole; its columns are read out of that, so they can't disagree with it and a new kind of
/// row needs no new table. Dollars are text: SQLite has no decimals, and a binary fraction would not be the sum that was charged.
/// </remarks>
internal static class Schema
{
    /// <summary>The version that this program writes.</summary>
    public const int Version = 6;

    // "Frrn", in the header of the file: other databases are not ours.
    private const int Application = 0x4672726e;

    private const string Beliefs =
        """
        CREATE TABLE belief(
            workflow TEXT NOT NULL, upstream TEXT NOT NULL, downstream TEXT NOT NULL, guesser TEXT NOT NULL, state TEXT NOT NULL,
            PRIMARY KEY(workflow, upstream, downstream, guesser)) STRICT;
        """;

    // Since version 3. What holds values is a tenant's: its first column says whose.
    private const string Guessing =
        """
        CREATE TABLE acceptance(operation TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;
        CREATE TABLE depth(workflow TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;
        CREATE TABLE pattern(tenant TEXT PRIMARY KEY, lessons INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
        CREATE TABLE content(tenant TEXT NOT NULL, digest TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(tenant, digest)) STRICT;
        CREATE TABLE followed(
            tenant TEXT NOT NULL, context INTEGER NOT NULL, digest TEXT NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY(tenant, context, digest)) STRICT;
        CREATE INDEX followed_by_digest ON followed(tenant, digest);
        """;

    // Since version 4.
    private const string Stages =
        """
        CREATE TABLE stage(
            workflow TEXT NOT NULL, upstream TEXT NOT NULL, downstream TEXT NOT NULL, state TEXT NOT NULL,
            PRIMARY KEY(workflow, upstream, downstream)) STRICT;
        """;

    // Since version 6.
    private const string Aims =
        """
        CREATE TABLE aim(workflow TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;
        CREATE TABLE front(workflow TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;
        """;

    // Since version 6, too. Words are values, too.
    private const string Wording =
        """
        CREATE TABLE wording(tenant TEXT PRIMARY KEY, lessons INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
        """;

    private const string Tables =
        """
        CREATE TABLE session(id INTEGER PRIMARY KEY AUTOINCREMENT, began TEXT, kind TEXT NOT NULL, about TEXT NOT NULL,
            whole INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE TABLE entry(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            session INTEGER NOT NULL REFERENCES session(id),
            row TEXT NOT NULL,
            kind TEXT AS (row ->> 'kind'),
            run TEXT AS (row ->> 'run'),
            workflow TEXT AS (row ->> 'workflow'),
            policy TEXT AS (row ->> 'policy'),
            tenant TEXT AS (row ->> 'tenant'),
            conversation TEXT AS (row ->> 'conversation'),
            operation TEXT AS (row ->> 'operation'),
            model TEXT AS (row ->> 'model'),
            outcome TEXT AS (row ->> 'outcome'),
            cost_usd TEXT AS (nullif(row -> 'cost_usd', 'null'))) STRICT;
        CREATE INDEX entry_by_run ON entry(run, session);
        CREATE INDEX entry_by_session ON entry(session);
        CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'a ledger is append only'); END;
        CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'a ledger is append only'); END;
        CREATE TABLE forecast(
            workflow TEXT NOT NULL, operation TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY(workflow, operation)) STRICT;
        CREATE TABLE winnings(
            workflow TEXT PRIMARY KEY, real_usd TEXT NOT NULL, won_usd TEXT NOT NULL, lost_usd TEXT NOT NULL, spare_usd TEXT NOT NULL,
            best_return TEXT NOT NULL DEFAULT '0') STRICT;
        CREATE TABLE remembered(
            tenant TEXT NOT NULL, operation TEXT NOT NULL, input TEXT NOT NULL, occurrence INTEGER NOT NULL, path TEXT NOT NULL,
            digest TEXT NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL, most INTEGER NOT NULL,
            PRIMARY KEY(tenant, operation, input, occurrence, path, digest)) STRICT;
        """;

    /// <summary>Whether a file is ours already; false if it is empty.</summary>
    /// <exception cref="LedgerException">It is another program's, or a newer version's.</exception>
    public static bool IsOurs(SqliteConnection connection, string path)
    {
        using var moment = connection.BeginTransaction(deferred: true); // another process may be making the tables between two of these
        var application = connection.Number("PRAGMA application_id");
        var version = connection.Number("PRAGMA user_version");
        if (application == 0 && version == 0 && connection.Number("SELECT count(*) FROM sqlite_schema") == 0) return false;
        if (application != Application) throw new LedgerException($"'{path}' is another program's database. Name another file.");
        if (version > Version)
            throw new LedgerException(
                $"'{path}' was written by a newer forerun (its tables have version {version}, this program knows {Version}). Update forerun, or name another file.");
        return true;
    }

    /// <summary>Makes the tables, unless another process has just done it.</summary>
    public static void Make(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        if (connection.Number("PRAGMA application_id") == 0)
            connection.Run($"{Tables} {Beliefs} {Guessing} {Stages} {Aims} {Wording} PRAGMA application_id = {Application}; PRAGMA user_version = {Version};");
        transaction.Commit();
    }

    /// <summary>
    /// Brings an older file up to this version. Version 1 did not say who had guessed: what it believed is learned anew. Before version 5 words
    /// and steps shared weights by their hashes, and acceptance was unsure of each weight by itself: patterns, depths and acceptance are too.
    /// </summary>
    public static void Renew(SqliteConnection connection)
    {
        if (connection.Number("PRAGMA user_version") == Version) return;
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = connection.Number("PRAGMA user_version");
        if (version < 2) connection.Run($"DROP TABLE belief; {Beliefs}");
        if (version < 3) connection.Run(Guessing);
        if (version < 4) connection.Run(Stages);
        if (version < 5) connection.Run("DELETE FROM pattern; DELETE FROM depth; DELETE FROM acceptance");
        if (version < 6) connection.Run($"ALTER TABLE winnings ADD COLUMN best_return TEXT NOT NULL DEFAULT '0'; {Aims} {Wording}");
        connection.Run($"PRAGMA user_version = {Version}");
        transaction.Commit();
    }
}
