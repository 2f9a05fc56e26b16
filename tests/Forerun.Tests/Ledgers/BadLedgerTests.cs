using Forerun.Ledgers;

namespace Forerun.Tests.Ledgers;

public sealed class BadLedgerTests : IDisposable
{
    private const string Bet =
        """{"kind":"bet","run":"r","workflow":"w","policy":"p","tenant":null,"conversation":null,"at_seconds":1,"attempt":2,"outcome":"hit","saved_seconds":0.5}""";

    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("\"outcome\":\"hit\"", "\"outcome\":\"won\"", "'outcome' must be one of hit, miss, cancelled")]
    [InlineData("\"kind\":\"bet\"", "\"kind\":\"wager\"", "'kind' must be one of decision, attempt, try, adoption, bet, settings, run")]
    [InlineData("\"attempt\":2", "\"attempt\":2.5", "'attempt' must be a whole number")]
    [InlineData("\"at_seconds\":1", "\"at_seconds\":null", "'at_seconds' must be a number of seconds")]
    [InlineData("\"at_seconds\":1", "\"at_seconds\":1e27", "'at_seconds' is more seconds than a time span holds")]
    [InlineData("\"at_seconds\":1", "\"at_seconds\":1e99", "'at_seconds' must be a number that a decimal holds")]
    [InlineData("\"run\":\"r\"", "\"run\":7", "'run' must be a text")]
    [InlineData("\"run\":\"r\",", "", "'run' is missing")]
    [InlineData("0.5}", "0.5", "this is not a row")]
    [InlineData(Bet, "[]", "this is not a row: a row is a JSON object")]
    public void Read_OfABadLine_NamesLineAndField(string part, string instead, string fault)
    {
        File.WriteAllText(file, $"{Bet}\n\n{Bet.Replace(part, instead, StringComparison.Ordinal)}\n{Bet}\n");

        var rows = JsonlLedger.Read(file).GetEnumerator();

        Assert.True(rows.MoveNext());
        var error = Assert.Throws<LedgerException>(() => rows.MoveNext());
        Assert.Equal(3, error.Line);
        Assert.Contains($"'{file}', line 3: {fault}", error.Message);
    }

    // No call pays anybody back: sums over such a row would be less than the bill.
    [Fact]
    public void Read_OfANegativeCost_NamesTheRow()
    {
        const string Try = """{"kind":"try","run":"r","workflow":"w","policy":"p","tenant":null,"conversation":null,"at_seconds":1,"attempt":2,"number":1,"operation":"o","model":null,"why":"x","usage":null,"cost_usd":-0.5,"price_book":"2026-07"}""";
        File.WriteAllText(file, $"{Bet}\n{Try}\n");
        Assert.Contains("line 2: 'cost_usd' must not be negative", Assert.Throws<LedgerException>(() => JsonlLedger.Read(file).Count()).Message, StringComparison.Ordinal);
        File.WriteAllText(file, $"{Bet}\n{Try.Replace("-0.5", "0", StringComparison.Ordinal)}\n");
        Assert.Equal(2, JsonlLedger.Read(file).Count());
    }

    [Fact]
    public void Read_OfFieldsFromLater_PassesThemOver()
    {
        File.WriteAllText(file, Bet.Replace("{", "{\"colour\":\"green\",", StringComparison.Ordinal));

        Assert.IsType<BetRow>(Assert.Single(JsonlLedger.Read(file)));
    }

    [Fact]
    public void Read_OfNoFileOrAFolder_SaysSo()
    {
        Assert.Contains("There is no ledger", Assert.Throws<LedgerException>(() => JsonlLedger.Read(file + ".no").Any()).Message);
        Assert.Contains("is a folder", Assert.Throws<LedgerException>(() => JsonlLedger.Read(Path.GetTempPath()).Any()).Message);
    }
}
