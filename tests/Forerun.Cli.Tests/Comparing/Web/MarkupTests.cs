using Forerun.Cli.Comparing.Web;

namespace Forerun.Cli.Tests.Comparing.Web;

public class MarkupTests
{
    [Fact]
    public void Of_AText_EscapesIt_AndMarkupItDoesNot()
    {
        var bold = Markup.Of($"<b>{"<i>&\"'"}</b>");

        Assert.Equal("<p><b>&lt;i&gt;&amp;&quot;&#39;</b></p>", Markup.Of($"<p>{bold}</p>").ToString());
    }

    [Theory]
    [InlineData("\u0000")]
    [InlineData("\u001b")]
    [InlineData("\u202e")]
    public void Of_WhatIsNoText_ShowsItAsUnreadable(string text) => Assert.Equal("\uFFFD", Markup.Of($"{text}").ToString());

    [Fact]
    public void Of_HalfACharacter_ShowsItAsUnreadable() => Assert.Equal("\uFFFD", Markup.Of($"{new string('\ud800', 1)}").ToString());

    [Fact]
    public void Of_Numbers_WritesThemForEveryCulture() => Assert.Equal("1.5 -2 1234567.25", Markup.Of($"{1.5} {-2} {1234567.25}").ToString());

    [Fact]
    public void Of_WhatIsBeyondTheBasicPlane_KeepsIt() => Assert.Equal("😀é", Markup.Of($"{"😀é"}").ToString());
}
