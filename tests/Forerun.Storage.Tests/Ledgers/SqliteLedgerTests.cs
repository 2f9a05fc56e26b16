using Forerun.Ledgers;
using Forerun.Storage.Files;
using Forerun.Storage.Ledgers;
using Forerun.Testing;
using Forerun.Tests.Ledgers;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Tests.Ledgers;

public class SqliteLedgerTests : Scratch
{
    private static readonly SqliteLedgerOptions Replay = new() { Kind = SessionKind.Replay };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Read_OfAnyRows_GivesThemBack(int seed)
    {
        var rows = Any(seed, 200);

        Write(rows, seed % 2 == 0 ? Replay : new SqliteLedgerOptions());

        var read = SqliteLedger.Read(File).ToList();
        Assert.Equal(rows, read);
        Assert.All(read.OfType<DecisionRow>(), r => Assert.Equal(r.Decision.Verdict, r.Decision.Recompute()));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Columns_SayWhatTheRowsSay_AndDollarsAreTextToTheLastDigit(int seed)
    {
        var rows = Any(seed, 100);
        Write(rows, Replay);

        using var connection = StoreFile.Read(File);
        using var command = connection.Say("SELECT run, tenant, operation, model, cost_usd, typeof(cost_usd) FROM entry WHERE kind = 'attempt' ORDER BY id");
        using var reader = command.ExecuteReader();
        foreach (var row in rows.OfType<AttemptRow>())
        {
            Assert.True(reader.Read());
            Assert.Equal((row.Tags.Run, row.Tags.Tenant, row.Operation, row.Model), (reader.GetString(0), Text(reader, 1), reader.GetString(2), Text(reader, 3)));
            Assert.Equal(row.Cost is null ? "null" : "text", reader.GetString(5));
            if (row.Cost is { } cost) Assert.Equal(cost.Amount.ToString(), reader.GetString(4));
        }

        Assert.False(reader.Read());
    }

    [Fact]
    public void New_OnAFileThatIsThere_WritesBehindIt_AsASessionOfItsOwn()
    {
        var time = new ManualTime();
        var (first, second) = (Any(1, 10), Any(2, 10));
        using (var ledger = new SqliteLedger(File, Replay with { About = "first" }))
        {
            first.ForEach(ledger.Append);
            ledger.Complete();
        }

        Write(second, new SqliteLedgerOptions { About = "second", Time = time });

        Assert.Equal(
            [new LedgerSession(1, SessionKind.Replay, "first", null, true), new LedgerSession(2, SessionKind.Live, "second", time.GetUtcNow(), false)],
            SqliteLedger.Sessions(File));
        Assert.Equal([.. first, .. second], SqliteLedger.Read(File));
        Assert.Equal(second, SqliteLedger.Read(File, session: 2));
        Assert.Equal(second.Where(r => r.Tags.Run == second[0].Tags.Run), SqliteLedger.Read(File, 2, second[0].Tags.Run));
        Assert.Equal(first.Concat(second).Select(r => r.Tags.Run).Distinct(), SqliteLedger.Runs(File).Select(r => r.Run));
    }

    [Fact]
    public void Append_OfALiveAttempt_IsThereForOthersAtOnce_WithAllBeforeIt()
    {
        using var ledger = new SqliteLedger(File);
        var (decision, attempt) = (new SeededRows(1).Decision(), Any(3, 100).OfType<AttemptRow>().First());

        ledger.Append(decision);
        Assert.Empty(SqliteLedger.Read(File));
        ledger.Append(attempt);

        // What another connection sees is in the file: it outlives this process, however it ends.
        Assert.Equal([decision, attempt], SqliteLedger.Read(File));
    }

    [Fact]
    public void Append_InAReplay_WaitsForMore_AndFlushHandsOver()
    {
        using var ledger = new SqliteLedger(File, Replay);
        var rows = Any(4, 200);
        foreach (var row in rows.TakeWhile(r => r is not RunRow)) ledger.Append(row);
        Assert.Empty(SqliteLedger.Read(File));

        ledger.Flush();

        Assert.Equal(rows.TakeWhile(r => r is not RunRow), SqliteLedger.Read(File));
    }

    [Fact]
    public async Task Append_FromManyThreads_KeepsEveryRow()
    {
        using (var ledger = new SqliteLedger(File))
            await Task.WhenAll(Enumerable.Range(0, 8).Select(t => Task.Run(() => Any(t, 200).ForEach(ledger.Append))));

        Assert.Equal(1600, SqliteLedger.Read(File).Count());
        Assert.Equal(
            Enumerable.Range(0, 8).SelectMany(t => Any(t, 200)).Select(RowJson.Write).Order(StringComparer.Ordinal),
            SqliteLedger.Read(File).Select(RowJson.Write).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Append_FromManyLedgersOnOneNewFile_KeepsEveryRowInItsSession()
    {
        var sessions = await Task.WhenAll(Enumerable.Range(0, 4).Select(t => Task.Run(() =>
        {
            using var ledger = new SqliteLedger(File, new SqliteLedgerOptions { Patience = TimeSpan.FromMinutes(2) });
            Any(t, 100).ForEach(ledger.Append);
            return ledger.Session;
        })));

        for (var t = 0; t < 4; t++) Assert.Equal(Any(t, 100), SqliteLedger.Read(File, sessions[t]));
    }

    /// <summary>Who looks while another makes the tables sees none of them or all: four at a time, each time at the same moment.</summary>
    [Fact]
    public Task Open_NewFilesFromManyAtOnce_AreOursForAll()
    {
        var start = new Barrier(4);
        return Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                try
                {
                    for (var i = 0; i < 20; i++)
                    {
                        start.SignalAndWait();
                        new SqliteLedger($"{File}-{i}", new SqliteLedgerOptions { Patience = TimeSpan.FromMinutes(2) }).Dispose();
                    }
                }
                finally
                {
                    start.RemoveParticipant(); // who fails must not leave the others waiting
                }
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    [Fact]
    public void Entries_CannotBeChanged()
    {
        Write(Any(1, 5), Replay);
        using var connection = StoreFile.Write(File);

        Assert.Contains("append only", Assert.Throws<SqliteException>(() => connection.Run("UPDATE entry SET row = '{}'")).Message);
        Assert.Contains("append only", Assert.Throws<SqliteException>(() => connection.Run("DELETE FROM entry")).Message);
    }

    [Fact]
    public void Append_AfterDispose_IsRefused()
    {
        var ledger = new SqliteLedger(File);
        ledger.Dispose();
        ledger.Dispose();

        Assert.Throws<ObjectDisposedException>(() => ledger.Append(new SeededRows(1).Next()));
    }

    [Fact]
    public void New_MakesAFileThatItsOwnerAloneReads()
    {
        using var ledger = new SqliteLedger(File);
        var files = Directory.GetFiles(Folder);
        Assert.NotEmpty(files);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other rights.");
            return;
        }

        foreach (var file in files)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
    }

    private static List<LedgerRow> Any(int seed, int count)
    {
        var rows = new SeededRows(seed);
        return [.. Enumerable.Range(0, count).Select(_ => rows.Next())];
    }

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private void Write(List<LedgerRow> rows, SqliteLedgerOptions options)
    {
        using var ledger = new SqliteLedger(File, options);
        rows.ForEach(ledger.Append);
    }
}
