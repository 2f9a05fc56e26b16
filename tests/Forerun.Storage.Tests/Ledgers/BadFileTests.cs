using Forerun.Learning;
using Forerun.Ledgers;
using Forerun.Storage.Files;
using Forerun.Storage.Learning;
using Forerun.Storage.Ledgers;
using Forerun.Tests.Ledgers;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Tests.Ledgers;

public class BadFileTests : Scratch
{
    [Fact]
    public void AFolder() => Refused("is a folder, not a ledger file. Name a file in it.", Folder);

    [Fact]
    public void NoFolder() => Refused("can't be written", PathOf("no/ledger.db"));

    [Fact]
    public void NoDatabase()
    {
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("{\"kind\":\"run\"}\n", 100)));

        Refused("is not a SQLite ledger. Name another file; one that ends in .jsonl is written as JSON lines.", File);
        ReadRefused("is not a SQLite ledger");
        Assert.StartsWith("{\"kind\"", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void AnotherProgramsDatabase()
    {
        Make("CREATE TABLE recipe(id INTEGER)");

        Refused("is another program's database. Name another file.", File);
        ReadRefused("is another program's database");
    }

    [Fact]
    public void ANewerVersion()
    {
        new SqliteLedger(File).Dispose();
        Make($"PRAGMA user_version = {Schema.Version + 1}");

        Refused($"was written by a newer forerun (its tables have version {Schema.Version + 1}, this program knows {Schema.Version}). Update forerun", File);
        ReadRefused("Update forerun");
    }

    [Fact]
    public void AnOlderVersion_IsBroughtUp()
    {
        using (var ledger = new SqliteLedger(File)) ledger.Append(new SeededRows(1).Next());
        Make("DROP TABLE acceptance; DROP TABLE depth; DROP TABLE pattern; DROP TABLE content; DROP TABLE followed");
        Make("DROP TABLE stage; DROP TABLE belief; CREATE TABLE belief(workflow TEXT, upstream TEXT, downstream TEXT, state TEXT); DROP TABLE aim; DROP TABLE front; DROP TABLE wording; ALTER TABLE winnings DROP COLUMN best_return; PRAGMA user_version = 1");

        Assert.True(LearnedStore.Open(File).TrySave());
        using (var ledger = new SqliteLedger(File)) ledger.Append(new SeededRows(2).Next());
        var store = LearnedStore.Open(File);
        Assert.Null(store.Fault);
        store.Of(null).Beliefs.Of(new Edge("w", "a", "b", "by"), "lookup").Observe(true);
        Assert.True(store.TrySave(), store.Fault);
        Assert.Equal(1, LearnedStore.Open(File).Of(null).Beliefs.Of(new Edge("w", "a", "b", "by"), "lookup").Hits);
    }

    [Fact]
    public void ADamagedFile()
    {
        using (var ledger = new SqliteLedger(File, new SqliteLedgerOptions { Kind = SessionKind.Replay }))
            for (var i = 0; i < 500; i++) ledger.Append(new SeededRows(i).Next());
        using (var file = new FileStream(File, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = 8192;
            file.Write(new byte[file.Length - 8192]);
        }

        ReadRefused("is damaged");
    }

    [Fact]
    public void ARowThatIsNone()
    {
        new SqliteLedger(File).Dispose();
        Make("INSERT INTO entry(session, row) VALUES(1, '{\"kind\":\"poem\",\"run\":\"r\",\"workflow\":\"w\",\"policy\":\"p\",\"tenant\":null,\"conversation\":null,\"at_seconds\":1}')");

        ReadRefused("row 1: 'kind' must be one of");
    }

    [Fact]
    public void NoFileToRead() => ReadRefused("There is no ledger");

    [Fact]
    public void AnEmptyFileToRead()
    {
        System.IO.File.WriteAllText(File, "");

        ReadRefused("is empty");
    }

    [Fact]
    public void ALockedFile_IsNamed_AndTheRowGoesWithTheNext()
    {
        var rows = Enumerable.Range(0, 50).Select(i => new SeededRows(i).Next()).OfType<AttemptRow>().Take(2).ToList();
        using var ledger = new SqliteLedger(File, new SqliteLedgerOptions { Patience = TimeSpan.FromSeconds(1) });
        using (var other = StoreFile.Write(File))
        {
            using var writing = other.BeginTransaction(deferred: false);
            Assert.Contains(
                "another program keeps it locked. Wait for that one or end it, or name another file.",
                Assert.Throws<LedgerException>(() => ledger.Append(rows[0])).Message);
        }

        ledger.Append(rows[1]);

        Assert.Equal(rows, SqliteLedger.Read(File));
    }

    [Fact]
    public void AFullDisk()
    {
        using var connection = StoreFile.Write(File);
        connection.Run("INSERT INTO session(kind, about) VALUES('live', '')");
        connection.Run("PRAGMA max_page_count = 1"); // no smaller than it is: SQLite then finds no room for more

        var error = Assert.Throws<LedgerException>(() => StoreFault.Guard(File, "written", () =>
            connection.Run("INSERT INTO entry(session, row) VALUES(1, $row)", ("$row", $"{{\"kind\":\"{new string('x', 100_000)}\"}}"))));

        Assert.Equal($"The ledger '{File}' can't be written: the disk is full. Make room, or name a file on another disk.", error.Message);
    }

    [Fact]
    public void AReadOnlyFile()
    {
        new SqliteLedger(File).Dispose();
        System.IO.File.SetAttributes(File, FileAttributes.ReadOnly);
        try
        {
            using var probe = new FileStream(File, FileMode.Open, FileAccess.ReadWrite);
            Assert.Skip("This user may write anything.");
        }
        catch (UnauthorizedAccessException)
        {
            Refused("it is read-only. Give yourself the right to write it", File);
        }
    }

    private static void Refused(string message, string path)
    {
        var error = Assert.Throws<LedgerException>(() => new SqliteLedger(path)).Message;

        Assert.Contains(message, error);
        Assert.Contains(path, error);
        Assert.DoesNotContain('\n', error);
    }

    private void ReadRefused(string message) =>
        Assert.Contains(message, Assert.Throws<LedgerException>(() => SqliteLedger.Read(File).ToList()).Message);

    private void Make(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        connection.Run(sql);
    }
}
