using System.Globalization;
using System.Text.RegularExpressions;
using Forerun.Cli.Comparing.Web;

namespace Forerun.Cli.Tests.Comparing.Web;

public class LabelsTests
{
    private static readonly Regex Text = new("""<text x="(?<x>[^"]+)" y="(?<y>[^"]+)">""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    [Fact]
    public void Place_NearbyPoints_NeverCoversANameByAnother()
    {
        var random = new Random(7);
        var points = Enumerable.Range(0, 25).Select(i => (Name: $"policy-{i}", X: 100 + (random.NextDouble() * 200), Y: 100 + (random.NextDouble() * 100))).ToList();
        var labels = new Labels(0, 0, 700, 400);
        foreach (var (_, x, y) in points) labels.Keep(x, y);

        var placed = points.Select(p => labels.Place(p.Name, p.X, p.Y).ToString()).Where(m => m.Length > 0).Select(Spot).ToList();

        Assert.True(placed.Count > 15, $"only {placed.Count} of 25 names found room");
        for (var i = 0; i < placed.Count; i++)
            for (var j = 0; j < i; j++)
                Assert.False(Math.Abs(placed[i].X - placed[j].X) < 50 && Math.Abs(placed[i].Y - placed[j].Y) < 14, $"{placed[i]} covers {placed[j]}");
    }

    [Fact]
    public void Place_WithoutRoom_LeavesTheNameOut() =>
        Assert.Equal("", new Labels(0, 0, 30, 30).Place("a name that is too long", 15, 15).ToString());

    private static (double X, double Y) Spot(string markup)
    {
        var text = Text.Match(markup);
        return (double.Parse(text.Groups["x"].Value, CultureInfo.InvariantCulture), double.Parse(text.Groups["y"].Value, CultureInfo.InvariantCulture));
    }
}
