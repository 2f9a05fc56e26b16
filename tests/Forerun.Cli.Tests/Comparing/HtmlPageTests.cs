using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Forerun.Cli.Tests.Comparing;

public class HtmlPageTests : Scratch
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;'\u001b[31m\u202egnp";

    private static readonly Regex Headings = new("<h2>(?<name>.*?)</h2>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
    private static readonly Regex Svgs = new("<svg.*?</svg>", RegexOptions.NonBacktracking | RegexOptions.Singleline);

    [Fact]
    public async Task Page_NeedsNothingButItself()
    {
        var page = await Page(Repository.Sample);

        Assert.StartsWith("<!doctype html>", page);
        Assert.DoesNotMatch(@"(?i)<script|<link|<img|<iframe|@import|url\(|\s(src|href|on\w+)\s*=|https?:", page);
        Assert.Contains("prefers-color-scheme: dark", page);
    }

    [Fact]
    public async Task Page_HasTheVerdictBeforeAllElse_AndEveryPartOfIt()
    {
        var page = await Page(Repository.Sample);

        Assert.Matches("<p class=\"verdict\">Of [0-9]+ policies [^<]+ paid most", page);
        Assert.True(page.IndexOf("class=\"verdict\"", StringComparison.Ordinal) < page.IndexOf("<svg", StringComparison.Ordinal));
        Assert.Equal(
            ["Seconds against dollars", "Turning the dial", "If a second were worth more, or less", "Single runs, step by step",
                "Did it know how sure it was?", "Where the money went", "What each policy bet on", "How this was reckoned"],
            Headings.Matches(page).Select(m => m.Groups["name"].Value));
    }

    [Fact]
    public async Task Page_OfATraceWithHostileNames_ShowsThemAsText()
    {
        var lines = File.ReadLines(Repository.Sample).Select((line, i) =>
        {
            var run = JsonNode.Parse(line)!;
            (run["run"], run["workload"]) = ($"{i}{Hostile}", Hostile);
            foreach (var step in run["steps"]!.AsArray()) step!["operation"] = Hostile;
            return run.ToJsonString();
        });
        var trace = Write("<b>&'x.jsonl", string.Join('\n', lines));

        var page = await Page(trace);

        Assert.DoesNotMatch("(?i)<script|<img|<b>|\u001b|\u202e", page);
        Assert.Contains("&quot;&gt;&lt;script&gt;alert(1)", page);
        Charts(page);
    }

    [Fact]
    public async Task Charts_AreWellFormed_TitledAndWithinTheirFrames()
    {
        foreach (var chart in Charts(await Page(Repository.Sample)))
        {
            Assert.Equal("img", chart.Attribute("role")?.Value);
            Assert.NotEmpty(chart.Element("title")!.Value);
            var frame = chart.Attribute("viewBox")!.Value.Split(' ').Select(Number).ToArray();
            foreach (var attribute in chart.Descendants().Attributes())
            {
                if (attribute.Name.LocalName is "x" or "x1" or "x2" or "cx") Assert.InRange(Number(attribute.Value), 0, frame[2]);
                if (attribute.Name.LocalName is "y" or "y1" or "y2" or "cy") Assert.InRange(Number(attribute.Value), 0, frame[3]);
                if (attribute.Name.LocalName is "width" or "height" or "r") Assert.InRange(Number(attribute.Value), 0.01, frame[2]);
            }
        }
    }

    [Fact]
    public async Task Page_WhereNoBetIsPlaced_IsStillAPage()
    {
        var page = await Page(Write("one.jsonl", File.ReadLines(Repository.Sample).First()), "--policies", "cost-aware", "--value-of-time", "0");

        Assert.Contains("Nothing pays here", page);
        Assert.Contains("made no bet", page);
        Assert.DoesNotContain("Single runs", page);
        Charts(page);
    }

    private async Task<string> Page(string trace, params string[] args)
    {
        var run = await Run.Of(["compare", trace, "--html", PathOf("page.html"), "--json", .. args]);
        Assert.Equal((0, $"The page is in '{PathOf("page.html")}'.{Environment.NewLine}"), (run.Code, run.Error));
        return await File.ReadAllTextAsync(PathOf("page.html"), TestContext.Current.CancellationToken);
    }

    private static List<XElement> Charts(string page)
    {
        var charts = Svgs.Matches(page).Select(m => XElement.Parse(m.Value)).ToList();
        Assert.NotEmpty(charts);
        return charts;
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
