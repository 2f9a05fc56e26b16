using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Replay.Comparing;

namespace Forerun.Cli.Comparing.Web;

/// <summary>A comparison as one page that needs nothing else: no script, no font, no request.</summary>
internal static class Page
{
    public static readonly string Style = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream("compare.css")!).ReadToEnd();

    public static string Of(Comparison comparison, IReadOnlyList<RunTold> runs, string priceBook) => Markup.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="color-scheme" content="light dark">
        <title>{Numbers.Short(comparison.Trace)}: would speculation have paid?</title>
        <style>{Markup.Trusted(Style)}</style>
        </head>
        <body><main>
        <h1>Would it have paid to start work early?</h1>
        <p class="about">{About(comparison, priceBook)}</p>
        <p class="verdict">{Findings.Verdict(comparison)}</p>
        {Findings.Of(comparison).Skip(1).Select(s => Markup.Of($"<p>{s}</p>"))}
        <h2>Seconds against dollars</h2>
        <p>Each point is a policy, which says what is started on a guess. Lower is sooner, further left is cheaper. Below the dashed line a second saved costs less than the {Phrases.Rate(comparison.ValueOfTime)} that it is worth; the solid line joins the cheapest for their time. Hollow points are the run one step after the other, and policies that know what nobody can know beforehand.{Small(comparison)}</p>
        <div class="wide">{FrontChart.Of(comparison)}</div>
        {Sections.Policies(comparison)}
        {Sections.Dials(comparison)}{Sections.Values(comparison)}
        {Sections.Runs(comparison, runs)}
        {Sections.Said(comparison)}
        {Sections.Money(comparison)}
        {Sections.Bets(comparison)}
        {Sections.Method(comparison)}
        </main></body>
        </html>

        """).ToString();

    private static string About(Comparison comparison, string priceBook) =>
        $"{Numbers.Short(comparison.Trace)}, {Numbers.Short(comparison.Workload)}: {Counts.Of(comparison.Runs, "recorded run")} with "
        + $"{Counts.Of(comparison.Steps, "step")}, replayed under each policy in virtual time: {TargetWords.Dial(comparison)}, "
        + $"{Phrases.Rate(comparison.ValueOfTime)}, prices {Numbers.Short(priceBook)}.";

    private static string Small(Comparison comparison) =>
        comparison.DialSweep.Count + comparison.ValueSweep.Count > 0 ? " Small points are the same policies at other dials and other values of time." : "";
}
