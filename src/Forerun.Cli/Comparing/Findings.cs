using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Pricing;
using Forerun.Replay.Comparing;

namespace Forerun.Cli.Comparing;

/// <summary>What a comparison comes to, in words: the verdict first.</summary>
internal static class Findings
{
    public static IEnumerable<string> Of(Comparison comparison)
    {
        yield return Verdict(comparison);
        if (Certainty(comparison) is { } certainty) yield return certainty;
        yield return Limit(comparison);
        if (Names(comparison.Rows.Where(r => !r.IsBracket && !r.EqualsSequential && r.Replay.NetValueUsd <= 0)) is { } losers)
            yield return $"Did not pay at {Phrases.Rate(comparison.ValueOfTime)}: {losers}.";
        if (Names(comparison.Rows.Where(r => r.EqualsSequential)) is { } idle)
            yield return $"Made no bet, so each of them is sequential under another name: {idle}.";
        yield return $"Cheapest for their time: {Names(comparison.Front)}.";
    }

    /// <summary>Where a turned dial went the wrong way, or that it never did; nothing if no dial was turned.</summary>
    public static IEnumerable<string> OfDials(Comparison comparison)
    {
        if (comparison.DialSweep.Count == 0) yield break;
        var bends = Bend.Of(comparison.DialSweep);
        if (bends.Count == 0) yield return "Each turn of the dial towards latency made no policy slower and none cheaper.";
        foreach (var bend in bends) yield return $"{bend.Policy}, dial {bend.From} to {bend.To}: {Wrong(bend)}, which is the wrong way.";
    }

    /// <summary>Which policy paid most, or that none did.</summary>
    public static string Verdict(Comparison comparison)
    {
        var tried = Counts.Of(comparison.Rows.Count(r => !r.IsBracket), "policy").Replace("policys", "policies", StringComparison.Ordinal);
        if (comparison.Best is { } best)
            return $"{best.Policy} would have paid most, of {tried}. {Phrases.Meaning(best.Replay)}";
        return comparison.Told is { } told
            ? $"Nothing pays here: of {tried} {told.Policy} would have lost least. {Phrases.Meaning(told.Replay)}"
            : $"Nothing pays here: of {tried} none found a bet to place.";
    }

    /// <summary>How far that hangs on which runs were recorded.</summary>
    private static string? Certainty(Comparison comparison)
    {
        if (comparison.Told is not { } told) return null;
        if (told.Interval is not { } interval) return "One run says nothing of others: there is no interval.";
        var range = $"Had other runs of this kind been recorded, its net value would lie from {new Usd(interval.Low)} to {new Usd(interval.High)} "
            + $"(95 % of {Bootstrap.Resamples:N0} resamples of these {comparison.Runs:N0} runs, seed {comparison.Seed})";
        return interval is { Low: <= 0, High: >= 0 } ? $"{range}: it may be chance." : $"{range}.";
    }

    /// <summary>What could be had at best with these guesses.</summary>
    private static string Limit(Comparison comparison)
    {
        var (limit, best) = (comparison.Oracle.Replay, comparison.Best?.Replay.NetValueUsd);
        var time = $"{limit.SavedPercent:N1} % of the time for {limit.ExtraUsdPercent:N1} % more dollars, worth {new Usd(limit.NetValueUsd)}";
        return (limit.NetValueUsd, best) switch
        {
            ( <= 0, null) => "Not even oracle gains anything, which knows which of the offered guesses are right: there is nothing here to be had.",
            (_, null) => $"The limit is oracle, which knows which of the offered guesses are right: {time}.",
            ( <= 0, _) => "oracle, which knows which of its guesses are right, gains nothing: the guesses that paid are not its own.",
            var (most, net) when net > most => $"That is more than oracle has, {time}: it bets on its first guesses only, and this policy had better ones.",
            var (most, net) => $"The limit is oracle, which knows which of the offered guesses are right: {time}. That reaches {100 * net / most:N0} % of it.",
        };
    }

    private static string Wrong(Bend bend) => bend switch
    {
        { Seconds: > 0, Usd: < 0 } => $"{bend.Seconds:N1} s slower and {new Usd(-bend.Usd)} cheaper",
        { Seconds: > 0 } => $"{bend.Seconds:N1} s slower",
        _ => $"{new Usd(-bend.Usd)} cheaper",
    };

    private static string? Names(IEnumerable<ComparisonRow> rows) => string.Join(", ", rows.Select(r => r.Policy)) is { Length: > 0 } names ? names : null;
}
