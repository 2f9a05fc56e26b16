using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Tests.Workflows;

public class ReadingTests
{
    private static readonly Value Order = Json("""{ "items": [{ "id": 7 }, { "id": 8 }], "0": "zero", "a": { "b": null } }""");

    [Theory]
    [InlineData("$.items[1].id", "8")]
    [InlineData("$.items[0]", "{\"id\":7}")]
    [InlineData("$.0", "\"zero\"")]
    [InlineData("$.a.b", "null")]
    [InlineData("$.items[2].id", "null")]
    [InlineData("$.items[-1]", "null")]
    [InlineData("$.items.id", "null")]
    [InlineData("$.nowhere.at.all", "null")]
    public void Of_Path_ReadsThePartOrNull(string path, string expected) =>
        Assert.Equal(Json(expected), new Reading("s", path).Of(Order));

    [Theory]
    [InlineData("$", true)]
    [InlineData("$.a", true)]
    [InlineData("$[0]", true)]
    [InlineData("$.a-b[12][3].c d", true)]
    [InlineData("$.0", true)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("a.b", false)]
    [InlineData("$a", false)]
    [InlineData("$.", false)]
    [InlineData("$..a", false)]
    [InlineData("$..[", false)]
    [InlineData("$[", false)]
    [InlineData("$[]", false)]
    [InlineData("$[-1]", false)]
    [InlineData("$[*]", false)]
    [InlineData("$[a]", false)]
    [InlineData("$[0", false)]
    [InlineData("$.a]", false)]
    [InlineData("$[0]a", false)]
    public void IsPath_Text_MustBeNamesAndIndexes(string text, bool isPath) => Assert.Equal(isPath, Reading.IsPath(text));

    [Fact]
    public void Of_WholeAndUnknown_AreThemselves()
    {
        Assert.Same(Order, new Reading("s").Of(Order));
        Assert.Same(Value.Unknown, new Reading("s", "$.label").Of(Value.Unknown));
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":[1.0,2e0]}", "{ \"b\" : [1, 2], \"a\" : 1.00 }", true)]
    [InlineData("\"\\u00e9\"", "\"é\"", true)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("\"1\"", "1", false)]
    [InlineData("null", "\"null\"", false)]
    public void Equals_Values_AreEqualWhenTheirCanonicalFormsAre(string left, string right, bool equal)
    {
        Assert.Equal(equal, Json(left).Equals(Json(right)));
        if (equal) Assert.Equal(Json(left).GetHashCode(), Json(right).GetHashCode());
    }

    [Fact]
    public void IsConfirmedBy_GuessOfAPart_LooksAtThatPartOnly()
    {
        var guess = new Guess(new Reading("s", "$.items[0].id"), Json("7.0"), "test");
        Assert.True(guess.IsConfirmedBy(Order));
        Assert.False(guess.IsConfirmedBy(Json("7")));
    }

    private static Value Json(string json) => Value.Of(JsonElement.Parse(json));
}
