using System.Text.Json;
using Forerun.Recording;
using Forerun.Workflows;

namespace Forerun.Tests.Recording;

public class VeilTests
{
    private static readonly byte[] Key = "a key of 16 bytes"u8.ToArray();

    [Fact]
    public void Of_Hashed_KeepsFormAndNamesAndHidesEveryWord()
    {
        var hidden = Hashed().Of(JsonElement.Parse("""{"mail":"ann@example.org","items":[{"n":7013,"gift":true},null]}"""));

        Assert.Equal(["mail", "items"], hidden.EnumerateObject().Select(m => m.Name));
        Assert.Equal(JsonValueKind.Null, hidden.GetProperty("items")[1].ValueKind);
        Assert.Matches("^[a-z]{3}@[a-z]{7}\\.[a-z]{3}$", hidden.GetProperty("mail").GetString());
        Assert.DoesNotContain("ann", hidden.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("example", hidden.GetRawText(), StringComparison.Ordinal);
        Assert.NotEqual(7013, hidden.GetProperty("items")[0].GetProperty("n").GetInt32());
        Assert.Contains(hidden.GetProperty("items")[0].GetProperty("gift").ValueKind, (JsonValueKind[])[JsonValueKind.True, JsonValueKind.False]);
    }

    [Fact]
    public void Of_HashedWhole_KeepsShapeAndNamesAndHidesEveryLeaf()
    {
        var hidden = Whole().Of(JsonElement.Parse("""{"mail":"ann@example.org","items":[{"n":7,"gift":true,"7":0},null]}"""));

        Assert.Equal(["n", "gift", "7"], hidden.GetProperty("items")[0].EnumerateObject().Select(m => m.Name));
        Assert.All([hidden.GetProperty("mail"), .. hidden.GetProperty("items")[0].EnumerateObject().Select(m => m.Value)],
            leaf => Assert.StartsWith("h:", leaf.GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"7\"", "7", false)]
    [InlineData("7.0", "7", true)]
    [InlineData("\"caf\\u00e9\"", "\"café\"", true)]
    [InlineData("\"Yes\"", "\"yes\"", false)]
    [InlineData("true", "\"true\"", false)]
    [InlineData("true", "false", false)]
    [InlineData("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true)]
    public void Of_Hashed_IsEqualExactlyWhereTheValuesAre(string one, string other, bool equal)
    {
        Assert.All([Hashed(), Whole()], veil =>
            Assert.Equal(equal, Value.Of(veil.Of(JsonElement.Parse(one))).Equals(Value.Of(veil.Of(JsonElement.Parse(other))))));
    }

    [Fact]
    public void Of_Hashed_HidesAnIdThatIsAName_AsItDoesInATextAndAnArgument()
    {
        var veil = Hashed();
        var card = veil.Of(JsonElement.Parse("""{"cards":{"card_4821":{"line":1}}}""")).GetProperty("cards").EnumerateObject().Single();
        var call = veil.Output(JsonElement.Parse("""{"tool":"pay_2","arguments":{"line2":"card_4821"},"said":"card_4821?"}"""));

        Assert.Equal((card.Name, "line"), (call.GetProperty("arguments").GetProperty("line2").GetString(), card.Value.EnumerateObject().Single().Name));
        Assert.Equal(card.Name + "?", call.GetProperty("said").GetString());
        Assert.NotEqual("card_4821", card.Name);
        Assert.Equal("pay_2", call.GetProperty("tool").GetString());
    }

    [Theory]
    [InlineData("$.label", "$.label")]
    [InlineData("$.items[1].a2", null)]
    [InlineData("$.items.1.a2", null)]
    [InlineData("$.arguments.a2", "$.arguments.a2")]
    [InlineData("$.none[3].a2", null)]
    public void Path_IntoAnOutput_LeadsToTheSamePlace(string path, string? written)
    {
        var output = JsonElement.Parse("""{"tool":"x","arguments":{"a2":"one"},"items":[{"a2":"no"},{"a2":"two"}],"label":"three"}""");
        var veil = Hashed();
        var hidden = veil.Path(path, output);

        Assert.True(Reading.IsPath(hidden), hidden);
        Assert.Equal(new Reading("", path).Find(output) is { } part ? veil.Of(part).GetString() : null, new Reading("", hidden).Find(veil.Output(output))?.GetString());
        if (written is not null) Assert.Equal(written, hidden);
        else Assert.NotEqual(path, hidden);
    }

    [Fact]
    public void Of_WhatIsNoTextAndNoNumber_IsHiddenAllTheSame()
    {
        foreach (var odd in (string[])["\"\\ud800 secret\"", "1e400"])
            Assert.StartsWith("h:", Hashed().Of(JsonElement.Parse(odd)).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnotherKey_GivesOtherHashesAndAnotherName()
    {
        var other = new Veil(RecordedContent.Hashed, "another key of 16"u8);

        Assert.NotEqual(Hashed().Of("my password").GetString(), other.Of("my password").GetString());
        Assert.Equal(Hashed().Of("my password").GetString(), Hashed().Of("my password").GetString());
        Assert.Equal(3, new HashSet<string?> { Hashed().KeyName, other.KeyName, Whole().KeyName }.Count);
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
    [InlineData(RecordedContent.HashedWhole)]
    [InlineData(RecordedContent.Redacted)]
    public void Of_TheEndOfAPlan_StaysReadable(RecordedContent content) => Assert.Equal("TERMINATE", new Veil(content, Key).Of("TERMINATE").GetString());

    [Theory]
    [InlineData(RecordedContent.Hashed, "hashed")]
    [InlineData(RecordedContent.HashedWhole, "hashed_whole")]
    [InlineData(RecordedContent.Redacted, "redacted")]
    [InlineData(RecordedContent.Full, "full")]
    public void Word_OfEachContent_IsItsName(RecordedContent content, string word) => Assert.Equal(word, new Veil(content, Key).Word);

    [Fact]
    public void Errors_ShortKey_IsNamed() => Assert.Contains("at least 16", Assert.Single(new RecordingOptions { Key = "short" }.Errors), StringComparison.Ordinal);

    private static Veil Hashed() => new(RecordedContent.Hashed, Key);

    private static Veil Whole() => new(RecordedContent.HashedWhole, Key);
}
