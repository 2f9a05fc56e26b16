using System.Buffers;
using System.Text;
using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Tests.Workflows;

public class CanonicalJsonTests
{
    private static string Canonical(string json) => CanonicalJson.Write(JsonElement.Parse(json));

    // RFC 8785, sections 3.2.2 to 3.2.4: its sample object in, its canonical bytes out.
    [Fact]
    public void Write_Rfc8785Sample_GivesItsText()
    {
        const string input = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string expected = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
            + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";

        Assert.Equal(expected, Canonical(input));
    }

    // RFC 8785, section 3.2.3: keys by UTF-16 code units, so the emoji's surrogates come before U+FB33.
    [Fact]
    public void Write_Rfc8785Keys_SortsByUtf16CodeUnits()
    {
        const string input = """
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
             "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """;

        var values = JsonElement.Parse(Canonical(input)).EnumerateObject().Select(p => p.Value.GetString());

        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            values);
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[ ]", "[]")]
    [InlineData("[[],{}]", "[[],{}]")]
    [InlineData(" null ", "null")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("{\"b\":1,\"a\":{\"d\":[1, 2],\"c\":null}}", "{\"a\":{\"c\":null,\"d\":[1,2]},\"b\":1}")]
    [InlineData("\"\\b\\t\\n\\f\\r\\u0000\\u001F\\u007f\"", "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\"")]
    [InlineData("\"\\ud83d\\ude00 \\u00e9\"", "\"😀 é\"")]
    [InlineData("\"\\/ <>&'+\\u2028\"", "\"/ <>&'+\u2028\"")]
    [InlineData("{\"\":1,\"\\u0061\":2}", "{\"\":1,\"a\":2}")]
    public void Write_Value_IsCanonical(string json, string expected) => Assert.Equal(expected, Canonical(json));

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"b\":0,\"\\u0061\":1}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"a\":{\"\\udfff\":1,\"b\":2}}")]
    public void Write_ValueWithoutCanonicalText_Throws(string json) => Assert.Throws<FormatException>(() => Canonical(json));

    [Fact]
    public void Write_InvalidUtf8_Throws()
    {
        byte[] json = [(byte)'"', 0xC3, 0x28, (byte)'"'];
        Assert.Throws<FormatException>(() => CanonicalJson.Write(JsonElement.Parse(json)));
    }

    [Fact]
    public void Write_NestedWithoutEnd_ThrowsInsteadOfOverflowingTheStack()
    {
        const int depth = 5_000;
        var json = new string('[', depth) + new string(']', depth);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = depth + 1 });
        Assert.Throws<FormatException>(() => CanonicalJson.Write(document.RootElement));
    }

    [Fact]
    public void Write_Default_Throws() => Assert.Throws<ArgumentException>(() => CanonicalJson.Write(default));

    [Fact]
    public void Write_ToABuffer_AppendsUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write("k="u8);

        CanonicalJson.Write(JsonElement.Parse("{ \"ü\" : 1.0 }"), buffer);

        Assert.Equal("k={\"ü\":1}", Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Fact]
    public void Write_ItsOwnText_IsAFixedPoint()
    {
        var once = Canonical("{\"z\":[1e21,1E-7,\"\\u20ac\"],\"a\":{\"y\":-0.0,\"x\":\"\\\\\"}}");
        Assert.Equal(once, Canonical(once));
    }

    [Fact]
    public void Write_ALongString_IsWrittenWhole()
    {
        var text = new string('é', 100_000) + "\n" + new string('x', 100_000);
        Assert.Equal('"' + text.Replace("\n", "\\n", StringComparison.Ordinal) + '"', Canonical(JsonSerializer.Serialize(text)));
    }
}
