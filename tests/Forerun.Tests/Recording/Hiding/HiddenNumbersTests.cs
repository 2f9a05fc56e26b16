using System.Globalization;
using System.Text.Json;
using Forerun.Recording.Hiding;
using Forerun.Workflows;

namespace Forerun.Tests.Recording.Hiding;

public class HiddenNumbersTests
{
    private readonly HiddenNumbers numbers = new("a key of 16 bytes"u8.ToArray());

    [Theory]
    [InlineData("0")]
    [InlineData("-7")]
    [InlineData("1990")]
    [InlineData("12.25")]
    [InlineData("0.30000000000000004")]
    [InlineData("0.000001")]
    [InlineData("1e-7")]
    [InlineData("-1.7976931348623157e+308")]
    [InlineData("5e-324")]
    [InlineData("123456789012345")]
    [InlineData("9007199254740993")]
    [InlineData("100000000000000000000")]
    [InlineData("123456789012345680000")]
    public void Of_Number_IsACanonicalOneOfTheSameForm(string number)
    {
        var canonical = CanonicalJson.Write(JsonElement.Parse(number));
        var hidden = Of(number);

        Assert.Equal(hidden, CanonicalJson.Write(JsonElement.Parse(hidden)));
        Assert.Equal(Form(canonical), Form(hidden));
    }

    [Fact]
    public void Of_AllOfAForm_GivesEachOfThemOnce()
    {
        AssertSame(Enumerable.Range(0, 10).Select(i => $"{i}"));
        AssertSame(Enumerable.Range(100, 900).Select(i => $"{i}"));
        AssertSame(Enumerable.Range(1, 99).Select(i => (i / 10.0).ToString(CultureInfo.InvariantCulture)).Where(t => t.Contains('.')));
        AssertSame(Enumerable.Range(1, 9).Select(i => $"-{i}"));
        AssertSame(Enumerable.Range(1, 9).Select(i => $"{i}e+22"));
    }

    [Theory]
    [InlineData("7.0", "7")]
    [InlineData("1e3", "1000")]
    [InlineData("-0", "0")]
    public void Of_EqualNumbers_IsEqual(string one, string other) => Assert.Equal(Of(one), Of(other));

    private void AssertSame(IEnumerable<string> all) => Assert.Equal(all.Order(StringComparer.Ordinal), all.Select(Of).Order(StringComparer.Ordinal));

    private string Of(string number) => numbers.Of(JsonElement.Parse(number));

    private static string Form(string number) => string.Concat(number.Split('e')[0].Select(c => char.IsAsciiDigit(c) ? 'd' : c)) + string.Concat(number.Split('e').Skip(1));
}
