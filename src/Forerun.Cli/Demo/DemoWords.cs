using System.Globalization;
using Forerun.Cli.Demo.Mail;
using Forerun.Cli.Demo.Models;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Pricing;
using Forerun.Testing;

namespace Forerun.Cli.Demo;

/// <summary>What a demo was and what came out, in sentences.</summary>
internal static class DemoWords
{
    /// <summary>What of it is real.</summary>
    public static IEnumerable<string> Setting(DemoRequest request)
    {
        if (request.Endpoint is { } endpoint)
        {
            yield return $"Real: {endpoint.Authority} answers as '{request.Model}', and bills you for both passes. Scripted: letters and customers, "
                + "drawn by the seed, and how long look-ups take.";
            yield return "Its answers are drawn anew for each request, so the passes are compared on what does not hang on them: who is asked "
                + "and told, and every request that follows from the letter alone.";
        }
        else
        {
            yield return "Real: HTTP on loopback, token by token, clients, retries, clock, predictors that begin with nothing, prices of "
                + $"{request.Large} and {request.Small}. Scripted: what the models answer, drawn by the seed. A label has {Number(Routes.Entropy)} bits, "
                + $"the best guess of it is right {Percent(Routes.BestGuess)} of the time; {Percent(Customers.Usual)} of the customers are on one plan.";
            yield return $"The pace is that of measured services: first token after {Number(Pace.FirstToken.TotalSeconds)} s, then {Pace.PerToken.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)} ms "
                + $"a token; look-ups {Number(CustomerBook.Median.TotalSeconds)} s, one in ten over {Number(CustomerBook.Ninth.TotalSeconds)} s.";
        }

        if (request.Faults)
            yield return $"{Percent(Service.FaultRate)} of the requests go wrong: 429, 500, a stream that is cut, slow, broken, without usage or "
                + "without end, and no answer at all.";
    }

    /// <summary>What came out.</summary>
    public static IEnumerable<string> Outcome(DemoReport report)
    {
        yield return $"{Same(report)}{(report.IsSampled ? ", as far as sampled answers can be compared" : "")}.";
        var saved = report.SequentialSeconds - report.SpeculativeSeconds;
        var time = saved > 0 ? $"Speculation saved {Number((double)saved)} s" : "Speculation saved no time";
        var share = report.ShareOfForesight is { } part && saved > 0 ? $", {Percent((double)part)} of what foresight would have saved" : "";
        yield return $"{time}{share}{Money(report, saved)}";
        var pass = report.Speculative;
        yield return pass.Bets == 0
            ? "No bets were placed."
            : $"{Counts.Of(pass.Bets, "bet")}: {Counts.Of(pass.Hits, "hit")}, {pass.Misses} missed, {pass.Cancelled} cancelled; "
                + $"{pass.Lost} bought nothing. 1 % of what is paid anyway and one miss, {report.Allowance}, may be lost, and what bets have won.";
    }

    /// <summary>Each bet with its verdict, and what did not pay.</summary>
    public static IEnumerable<string> Bets(DemoReport report)
    {
        foreach (var letter in report.Speculative.Letters)
            foreach (var bet in letter.Report.Bets) yield return $"{Named(report, [letter.Number])}: {bet}";
        var declined = report.Speculative.Letters.SelectMany(l => l.Report.Declined.Select(b => (l.Number, Bet: b)));
        foreach (var same in declined.GroupBy(d => (string.Join(", ", d.Bet.Steps), d.Bet.Edge, d.Bet.Decision.Verdict)))
            yield return $"{Named(report, [.. same.Select(d => d.Number)])}: {same.Last().Bet}";
    }

    private static Pacing Pace { get; } = new();

    private static string Money(DemoReport report, decimal saved)
    {
        if (report.Sequential.Cost is not { } real || report.Speculative.Cost is not { } all) return "; the dollars are not known, since the model has no price.";
        var extra = (all - real).Amount;
        var worth = (report.Request.ValueOfTime * saved) - extra;
        var rate = Phrases.Rate(report.Request.ValueOfTime);
        return $" for {new Usd(extra)} more ({Phrases.Share(extra, real.Amount)}); at {rate} that is "
            + (worth > 0 ? $"worth {new Usd(worth)}." : $"{new Usd(-worth)} more than it is worth: it did not pay.");
    }

    private static string Named(DemoReport report, IReadOnlyList<int> numbers)
    {
        var noun = char.ToUpperInvariant(report.Request.Noun[0]) + report.Request.Noun[1..];
        return numbers.Count == 1 ? $"{noun} {numbers[0]}" : $"{noun}s {string.Join(", ", numbers)} (the last in words)";
    }

    private static string Same(DemoReport report)
    {
        List<string> others = [];
        if (!report.SameRequests) others.Add("requests");
        if (!report.SameEffects) others.Add("effects");
        if (!report.SameAnswer) others.Add("answers");
        return others.Count == 0 ? "Requests, effects and answers are the same" : $"NOT THE SAME in both passes: {string.Join(", ", others)}";
    }

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
