using System.Text.Json;
using Forerun.Recording;
using Forerun.Workflows;

namespace Forerun.Tests.Recording;

public class VeilTests
{
    private static readonly byte[] Key = "a key of 16 bytes"u8.ToArray();

    [Fact]
    public void Of_Hashed_KeepsShapeAndNamesAndHidesEveryLeaf()
    {
        var hidden = Hashed().Of(JsonElement.Parse("""{"mail":"ann@example.org","items":[{"n":7,"gift":true},null]}"""));

        Assert.Equal(["mail", "items"], hidden.EnumerateObject().Select(m => m.Name));
        Assert.Equal(JsonValueKind.Null, hidden.GetProperty("items")[1].ValueKind);
        Assert.DoesNotContain("ann", hidden.GetRawText(), StringComparison.Ordinal);
        Assert.All([hidden.GetProperty("mail"), hidden.GetProperty("items")[0].GetProperty("n"), hidden.GetProperty("items")[0].GetProperty("gift")],
            leaf => Assert.StartsWith("h:", leaf.GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"7\"", "7", false)]
    [InlineData("7.0", "7", true)]
    [InlineData("\"caf\\u00e9\"", "\"café\"", true)]
    [InlineData("true", "\"true\"", false)]
    [InlineData("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true)]
    public void Of_Hashed_IsEqualExactlyWhereTheValuesAre(string one, string other, bool equal)
    {
        var veil = Hashed();

        Assert.Equal(equal, Value.Of(veil.Of(JsonElement.Parse(one))).Equals(Value.Of(veil.Of(JsonElement.Parse(other)))));
    }

    [Fact]
    public void Of_AnotherKey_GivesOtherHashesAndAnotherName()
    {
        var other = new Veil(RecordedContent.Hashed, "another key of 16"u8);

        Assert.NotEqual(Hashed().Of("yes").GetString(), other.Of("yes").GetString());
        Assert.NotEqual(Hashed().KeyName, other.KeyName);
        Assert.Equal(Hashed().Of("yes").GetString(), Hashed().Of("yes").GetString());
    }

    [Fact]
    public void Of_Redacted_IsNeverEqual()
    {
        var veil = new Veil(RecordedContent.Redacted, []);

        Assert.NotEqual(veil.Of("yes").GetString(), veil.Of("yes").GetString());
        Assert.DoesNotContain("yes", veil.Of("yes").GetRawText(), StringComparison.Ordinal);
        Assert.Null(veil.KeyName);
    }

    [Theory]
    [InlineData(RecordedContent.Hashed)]
    [InlineData(RecordedContent.Redacted)]
    public void Of_TheEndOfAPlan_StaysReadable(RecordedContent content) => Assert.Equal("TERMINATE", new Veil(content, Key).Of("TERMINATE").GetString());

    [Fact]
    public void Errors_ShortKey_IsNamed() => Assert.Contains("at least 16", Assert.Single(new RecordingOptions { Key = "short" }.Errors), StringComparison.Ordinal);

    private static Veil Hashed() => new(RecordedContent.Hashed, Key);
}
