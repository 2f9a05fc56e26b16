using System.Text;
using Forerun.Traces;

namespace Forerun.Tests.Traces;

public class LineScannerTests
{
    private static List<string> Scan(string text, int limit = 8)
    {
        var scanner = new LineScanner(new MemoryStream(Encoding.UTF8.GetBytes(text)), limit);
        var lines = new List<string>();
        while (scanner.Next(TestContext.Current.CancellationToken))
            lines.Add($"{scanner.Number}:{(scanner.TooLong ? "TOO LONG" : Encoding.UTF8.GetString(scanner.Line))}");
        return lines;
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "1:a" })]
    [InlineData("a\n", new[] { "1:a" })]
    [InlineData("\n", new[] { "1:" })]
    [InlineData("a\nb\n\nc", new[] { "1:a", "2:b", "3:", "4:c" })]
    [InlineData("\uFEFFa\n\uFEFFb", new[] { "1:a", "2:\uFEFFb" })]
    [InlineData("12345678\n", new[] { "1:12345678" })]
    [InlineData("12345678", new[] { "1:12345678" })]
    [InlineData("123456789\na", new[] { "1:TOO LONG", "2:a" })]
    [InlineData("a\n123456789012345678901234567890\n12345678\nb", new[] { "1:a", "2:TOO LONG", "3:12345678", "4:b" })]
    [InlineData("a\n123456789012345678", new[] { "1:a", "2:TOO LONG" })]
    [InlineData("123456789", new[] { "1:TOO LONG" })]
    [InlineData("123456789\n", new[] { "1:TOO LONG" })]
    public void Next_Text_GivesItsLines(string text, string[] expected) => Assert.Equal(expected, Scan(text));

    [Fact]
    public void Next_ManyLinesOfAnyLength_GivesThemAll()
    {
        var random = new Random(7);
        var lines = Enumerable.Range(0, 500).Select(_ => new string('x', random.Next(0, 5000))).ToList();

        var scanned = Scan(string.Join('\n', lines) + "\n", limit: 4000);

        Assert.Equal(lines.Select((l, i) => $"{i + 1}:{(l.Length > 4000 ? "TOO LONG" : l)}"), scanned);
    }
}
