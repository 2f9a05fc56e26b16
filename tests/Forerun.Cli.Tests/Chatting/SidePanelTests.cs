using Forerun.Cli.Chatting.Showing;
using Spectre.Console;

namespace Forerun.Cli.Tests.Chatting;

public class SidePanelTests
{
    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("a\n\nb", 4, "a||b")]
    [InlineData("日本語", 4, "日本|語")]
    [InlineData("\u001b[2J", 40, "\\u001b[2J")]
    public void Fold_BreaksBetweenWords_AndShowsWhatWouldCommandTheTerminal(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join('|', SidePanel.Fold(text, width)));

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void Draw_WhateverIsInIt_FillsNoMoreThanItsRoom(int columns)
    {
        var answer = string.Join('\n', Enumerable.Range(0, 100).Select(i => $"line {i} {new string('日', i)}"));

        var lines = SidePanel.Draw(answer, [.. Enumerable.Range(0, 30).Select(i => $"▓ won look: {i} s ahead {new string('x', i)}")], columns, 20);

        Assert.Equal(20, lines.Count);
        Assert.All(lines, l => Assert.InRange(l.GetCellWidth(), 0, columns - 1));
        Assert.Single(lines.Select(l => l[..l.IndexOf('│', StringComparison.Ordinal)].GetCellWidth()).Distinct());
        Assert.EndsWith("xx", lines[^1], StringComparison.Ordinal); // the end is shown
    }

    [Fact]
    public void Draw_OfNothing_IsALine() => Assert.Single(SidePanel.Draw("", [], 80, 20));
}
