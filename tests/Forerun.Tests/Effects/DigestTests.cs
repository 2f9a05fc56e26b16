using System.Text;
using Forerun.Effects;

namespace Forerun.Tests.Effects;

public class DigestTests
{
    // FIPS 180: SHA-256 of "abc".
    [Fact]
    public void Of_Abc_IsItsSha256() =>
        Assert.Equal(new Digest(0xba7816bf8f01cfea, 0x414140de5dae2223, 0xb00361a396177a9c, 0xb410ff61f20015ad), Digest.Of("abc"));

    [Theory]
    [InlineData(0)]
    [InlineData(170)]
    [InlineData(171)]
    [InlineData(100_000)]
    public void Of_TextOfAnyLength_IsThatOfItsBytes(int length)
    {
        var text = new string('é', length);
        Assert.Equal(Digest.Of(Encoding.UTF8.GetBytes(text)), Digest.Of(text));
    }

    [Fact]
    public void Then_OrderAndNumberOfLinks_Count()
    {
        var (a, b) = (Digest.Of("a"), Digest.Of("b"));
        Digest[] all = [default, a, b, a.Then(b), b.Then(a), a.Then(b).Then(b), default(Digest).Then(a), a.Then(default)];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(a.Then(b), Digest.Of("a").Then(Digest.Of("b")));
    }

    [Fact]
    public void ToString_IsTheFirstEightBytes() => Assert.Equal("ba7816bf8f01cfea", Digest.Of("abc").ToString());

    [Fact]
    public void Key_Equality_NeedsOperationInputAndOccurrence()
    {
        var key = new Key("op", Digest.Of("x"), 0);
        Assert.Equal(key, new Key("op", Digest.Of("x"), 0));
        Assert.NotEqual(key, new Key("op@2", Digest.Of("x"), 0));
        Assert.NotEqual(key, new Key("op", Digest.Of("y"), 0));
        Assert.NotEqual(key, new Key("op", Digest.Of("x"), 1));
        Assert.NotEqual(key.ToString(), new Key("op", Digest.Of("x"), 1).ToString());
    }
}
