using System.Text.Json;
using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Tests.Ledgers;

public sealed class JsonlLedgerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("forerun-ledger-").FullName;

    private string File => Path.Combine(folder, "ledger.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Read_OfAnyRows_GivesThemBack(int seed)
    {
        var rows = new SeededRows(seed);
        var written = Enumerable.Range(0, 200).Select(_ => rows.Next()).ToList();

        Write(written);

        Assert.Equal(written, JsonlLedger.Read(File));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Read_OfAnyDecision_RecomputesItsVerdict(int seed)
    {
        var rows = new SeededRows(seed);
        Write(Enumerable.Range(0, 500).Select(_ => rows.Decision()));

        var decisions = JsonlLedger.Read(File).Cast<DecisionRow>().Select(r => r.Decision).ToList();

        Assert.Equal(500, decisions.Count);
        Assert.Equal(3, decisions.Select(d => d.Verdict).Distinct().Count());
        Assert.All(decisions, d => Assert.Equal(d.Verdict, d.Recompute()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void Append_OnADiskThatFills_SaysWhatToDo_AndDisposeDoesNotSayItAgain(int room)
    {
        var rows = new SeededRows(1);
        using var ledger = new JsonlLedger(new FullDisk(room), "x.jsonl");

        var error = Assert.Throws<LedgerException>(() =>
        {
            for (var i = 0; i < 1000; i++) ledger.Append(rows.Next());
        });

        Assert.Equal("The ledger 'x.jsonl' can't be written: no space is left there; free some or name another file.", error.Message);
        Assert.Throws<LedgerException>(ledger.Flush);
    }

    [Fact]
    public void Dispose_ThatIsTheFirstToFindOut_SaysSo()
    {
        var ledger = new JsonlLedger(new BufferedStream(new FullDisk(0)), "x.jsonl");
        ledger.Append(new SeededRows(1).Next());

        Assert.Contains("no space is left there", Assert.Throws<LedgerException>(ledger.Dispose).Message, StringComparison.Ordinal);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Fact]
    public void Append_OfADecision_WritesTermsAndWhatFollowsFromThem()
    {
        Write([new DecisionRow(
            new Tags("r1", "auto-reply", "cost-aware"), TimeSpan.FromMilliseconds(1500), ["draft"], "route -> draft", ["router:00ff"],
            new Decision
            {
                Phase = Phase.Runtime, Enabled = true, WithinAllowance = true, PriceBook = "v1",
                Terms = new Terms(0.25m, TimeSpan.FromSeconds(3), new Usd(0.006m), new Usd(0.0001m), new Usd(0.01m), 1),
            }.Judged())]);

        Assert.Equal(
            """
            {"kind":"decision","run":"r1","workflow":"auto-reply","policy":"cost-aware","tenant":null,"conversation":null,"at_seconds":1.5,"slots":["draft"],"edge":"route -> draft","guesses":["router:00ff"],"phase":"runtime","probability":0.25,"saved_seconds":3,"cost_usd":0.006,"guess_price_usd":0.0001,"value_of_time":0.01,"dial":1,"admission":"admissible","enabled":true,"within_allowance":true,"grace":false,"refused":false,"measure":null,"score":0,"score_threshold":0,"verdict":"speculate","planned":null,"reason":"none","price_book":"v1","p_star":0.1694444444444444444444444444,"k_crit":6,"ev_usd":0.00290,"threshold_usd":0.000,"margin_usd":0.00290,"implied_value_of_time":0.0061333333333333333333333333}

            """.ReplaceLineEndings("\n"),
            System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Append_OfTheSmallestAmount_HasNoExponent()
    {
        Write([new RunRow(new Tags("r", "w", "p"), TimeSpan.FromTicks(1), RunEnd.Answered, null, new Usd(0.0000000000000000000000000001m), null)]);

        var line = System.IO.File.ReadAllText(File);

        Assert.Contains("\"at_seconds\":0.0000001,", line);
        Assert.Contains("\"cost_usd\":0.0000000000000000000000000001,", line);
    }

    [Fact]
    public void Append_OfARatioPastADecimal_WritesNullForIt()
    {
        var terms = new Terms(1, TimeSpan.FromDays(100), new Usd(0.0000000000000000000000000001m), Usd.Zero, new Usd(1_000_000), 1);
        Write([new DecisionRow(new Tags("r", "w", "p"), TimeSpan.Zero, [], "", [], new Decision { Terms = terms }.Judged())]);

        var json = JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement;

        Assert.Equal(JsonValueKind.Null, json.GetProperty("k_crit").ValueKind);
    }

    [Fact]
    public async Task Append_FromManyThreads_KeepsEveryRowWhole()
    {
        using (var ledger = new JsonlLedger(File))
            await Task.WhenAll(Enumerable.Range(0, 8).Select(t => Task.Run(() =>
            {
                var rows = new SeededRows(t);
                for (var i = 0; i < 500; i++) ledger.Append(rows.Next());
            })));

        Assert.Equal(4000, JsonlLedger.Read(File).Count());
    }

    [Fact]
    public void Append_IsBuffered_AndFlushHandsOver()
    {
        using var ledger = new JsonlLedger(File);
        ledger.Append(new SeededRows(1).Next());
        Assert.Empty(JsonlLedger.Read(File));

        ledger.Flush();

        Assert.Single(JsonlLedger.Read(File));
    }

    [Fact]
    public void Append_AfterDispose_IsRefused()
    {
        var ledger = new JsonlLedger(File);
        ledger.Dispose();
        ledger.Dispose();

        Assert.Throws<ObjectDisposedException>(() => ledger.Append(new SeededRows(1).Next()));
    }

    [Fact]
    public void New_OnAFolderOrNowhere_SaysSo()
    {
        Assert.Contains("is a folder", Assert.Throws<LedgerException>(() => new JsonlLedger(folder)).Message);
        Assert.Contains("can't be written", Assert.Throws<LedgerException>(() => new JsonlLedger(Path.Combine(folder, "no", "l.jsonl"))).Message);
    }

    [Fact]
    public void Append_OnAFullDisk_SaysSo()
    {
        if (!System.IO.File.Exists("/dev/full")) Assert.Skip("This system has no /dev/full.");
        var ledger = new JsonlLedger("/dev/full");
        ledger.Append(new SeededRows(1).Next());

        Assert.Contains("The ledger '/dev/full' can't be written", Assert.Throws<LedgerException>(ledger.Dispose).Message);
    }

    private void Write(IEnumerable<LedgerRow> rows)
    {
        using var ledger = new JsonlLedger(File);
        foreach (var row in rows) ledger.Append(row);
    }
}
