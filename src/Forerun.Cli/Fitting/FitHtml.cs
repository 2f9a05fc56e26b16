using Forerun.Cli.Comparing.Web;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Replay;
using Forerun.Replay.Fitting;

namespace Forerun.Cli.Fitting;

/// <summary>Whether a workload fits, as one page that needs nothing else: no script, no font, no request.</summary>
internal static class FitHtml
{
    public static string Of(FitReport report, ReplayOptions options) => Markup.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="color-scheme" content="light dark">
        <title>{Numbers.Short(report.Trace)}: does it fit?</title>
        <style>{Markup.Trusted(Page.Style)}</style>
        </head>
        <body><main>
        <h1>Is there anything to gain by starting work early?</h1>
        <p class="about">{Numbers.Short(report.Trace)}: {Counts.Of(report.Runs, "recorded run")}, dial {options.Dial.ToString(Numbers.Culture)}, {Phrases.Rate(options.ValueOfTime.Amount)}, prices {Numbers.Short(options.Prices.Version)}.</p>
        <h2>Where the seconds and dollars go</h2>
        {HtmlTable.Of($"{Numbers.Seconds(report.Sequential.Seconds)} s of waiting, {Numbers.Dollars(report.Sequential.Cost)}", FitWords.SpendingColumns, FitWords.Spending(report))}
        <h2>Does it fit?</h2>
        <p class="verdict">{FitWords.Verdict(report.Verdict)}</p>
        {FitWords.Findings(report).Select(s => Markup.Of($"<p>{s}</p>"))}
        <h2>Edge by edge</h2>
        {HtmlTable.Of("Scores 0 to 2; 10 strong, 7 fit, 4 marginal", FitWords.EdgeColumns, FitWords.Edges(report))}
        {report.Edges.Select(Reasons)}
        </main></body>
        </html>

        """).ToString();

    private static Markup Reasons(FitEdge edge) => Markup.Of($"""
        <h3>{Numbers.Short(edge.Edge, 80)}: {FitJson.Word(edge.Verdict)}</h3>
        <ul>{edge.Reasons.Select(r => Markup.Of($"<li>{FitWords.Sentence(r)}</li>"))}</ul>
        """);
}
