using System.Text;
using Forerun.Pricing;

namespace Forerun.Tests.Pricing;

public sealed class PriceBookReaderTests
{
    [Fact]
    public void Read_File_GivesItsBook()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """{ "version": "v", "models": [{ "provider": "p", "model": "m", "input": 1, "output": 2 }] }""");
            Assert.Equal(1, PriceBookReader.Read(path).Find("m")?.Input);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("no-such-price-book.json", "no-such-price-book.json: there is no such file. Check the path.")]
    [InlineData("no-such-folder/x.json", "there is no such file")]
    [InlineData(".", "this is a folder, not a file")]
    [InlineData("", "the file cannot be read")]
    [InlineData("a\0b", "")]
    public void Read_NoReadableFile_SaysSo(string path, string expected)
    {
        var error = Assert.Throws<PriceBookException>(() => PriceBookReader.Read(path));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.File);
    }

    [Fact]
    public void Parse_ByteOrderMark_IsPassedOver()
    {
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. """{ "version": "v", "deployments": { "d": "m" } }"""u8];
        Assert.Equal("v", PriceBookReader.Parse(bytes, "b").Version);
    }

    [Fact]
    public void Parse_NoVersion_NamesTheContent()
    {
        var book = Books.Parse("""{ "deployments": { "d": "m" } }""");
        Assert.Matches("^sha256-[0-9a-f]{12}$", book.Version);
        Assert.Equal(book.Version, Books.Parse("""{ "deployments": { "d": "m" } }""").Version);
        Assert.NotEqual(book.Version, Books.Parse("""{ "deployments": { "d":  "m" } }""").Version);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "line 1, column 2")]
    [InlineData("{\n  \"models\": [\n    { \"input\": NaN }\n", "line 3, column 16")]
    [InlineData("{ // comment\n}", "line 1, column 3")]
    [InlineData("{ \"models\": [], }", "line 1, column 17")]
    [InlineData("[{} {}]", "line 1, column 5")]
    [InlineData("{ \"version\": \"1\", \"version\": \"2\" }", "")]
    public void Parse_NotJson_NamesLineAndColumn(string json, string place)
    {
        var error = Assert.Throws<PriceBookException>(() => Books.Parse(json));
        Assert.StartsWith("book.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("this is not JSON", error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Place, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Parse_InvalidUtf8OrTooDeep_IsOneFault()
    {
        Assert.Throws<PriceBookException>(() => PriceBookReader.Parse((byte[])[(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"'], "b"));
        Assert.Throws<PriceBookException>(() => Books.Parse(new string('[', 100_000)));
    }
}
