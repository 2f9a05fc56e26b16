using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Tests.Workflows;

public class CanonicalNumberTests
{
    // RFC 8785, appendix B: IEEE 754 bits and the text they have.
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Write_Rfc8785AppendixB_GivesItsText(string bits, string expected)
    {
        var value = BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        var buffer = new ArrayBufferWriter<byte>();

        CanonicalNumber.Write(value, buffer);

        Assert.Equal(expected, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1.0", "1")]
    [InlineData("1E3", "1000")]
    [InlineData("-12", "-12")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("1.25e-7", "1.25e-7")]
    [InlineData("0.000000000000000000000000001", "1e-27")]
    [InlineData("100000000000000000000", "100000000000000000000")]
    [InlineData("1000000000000000000000", "1e+21")]
    [InlineData("123456789012345678901234", "1.2345678901234569e+23")]
    [InlineData("999999999999999", "999999999999999")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("1e-400", "0")]
    [InlineData("2.98023223876953125e-8", "2.9802322387695312e-8")]
    [InlineData("2.2250738585072014E-308", "2.2250738585072014e-308")]
    [InlineData("1.5e-323", "1.5e-323")]
    [InlineData("5e-324", "5e-324")]
    public void Write_NumberInJson_IsPrintedAsEcmaScriptDoes(string json, string expected) =>
        Assert.Equal(expected, CanonicalJson.Write(JsonElement.Parse(json)));

    [Theory]
    [InlineData("1e309")]
    [InlineData("-1e400")]
    public void Write_NumberBeyondDouble_Throws(string json) =>
        Assert.Throws<FormatException>(() => CanonicalJson.Write(JsonElement.Parse(json)));

    [Fact]
    public void Write_RandomDoubles_ReadBackAsThemselves()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
                AssertReadsBack(value);
        }
    }

    [Fact]
    public void Write_PowersOfTwo_ReadBackAsThemselves()
    {
        for (var exponent = -1074; exponent <= 1023; exponent++)
            AssertReadsBack(Math.ScaleB(1, exponent));
    }

    private static void AssertReadsBack(double value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        CanonicalNumber.Write(value, buffer);
        Assert.Equal(value, double.Parse(buffer.WrittenSpan, CultureInfo.InvariantCulture));
    }
}
