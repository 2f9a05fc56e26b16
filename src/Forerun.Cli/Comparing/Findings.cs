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
        yield return Limit(comparison);
        if (Certainty(comparison) is { } certainty) yield return certainty;
        if (Names(comparison.Rows.Where(r => !r.IsBracket && !r.EqualsSequential && r.NetValueUsd <= 0)) is { } losers)
            yield return $"Did not pay at {Phrases.Rate(comparison.ValueOfTime)}: {losers}.";
        if (Names(comparison.Rows.Where(r => !r.IsBracket && r.EqualsSequential)) is { } idle)
            yield return $"Made no bet, so {(idle.Contains(", ", StringComparison.Ordinal) ? "each of them" : "it")} is sequential under another name: {idle}.";
        yield return $"Cheapest for their time: {string.Join(", ", comparison.Front.Select(p => p.Name))}.";
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
        var policies = comparison.Rows.Where(r => !r.IsBracket).Select(r => r.Policy).ToList();
        var many = policies.Count > 1;
        return (comparison.Best, comparison.Told) switch
        {
            (null, { Replay.AreCostsKnown: false } told) => $"What pays is not known. {Phrases.Meaning(told.Replay)}",
            ({ } best, _) => $"{(many ? $"Of {policies.Count:N0} policies {best.Policy} paid most" : $"{best.Policy} paid")}. {Phrases.Meaning(best.Replay)}",
            (_, { } told) => $"Nothing pays here{(many ? $": of {policies.Count:N0} policies {told.Policy} lost least among those that bet" : "")}. {Phrases.Meaning(told.Replay)}",
            _ when policies.Count == 0 => "No policy was compared, only brackets.",
            _ => $"Nothing pays here: {(many ? $"none of {policies.Count:N0} policies found a bet" : $"{policies[0]} found no bet")} to place.",
        };
    }

    /// <summary>How far that hangs on which runs were recorded.</summary>
    private static string? Certainty(Comparison comparison)
    {
        if (comparison.Told is not { } told) return null;
        if (told.Interval is not { } interval) return "One run says nothing of others: there is no interval.";
        var range = $"Draw these {comparison.Runs:N0} runs anew {Bootstrap.Resamples:N0} times (seed {comparison.Seed}), and 95 % of the net values of "
            + $"{told.Policy} lie from {new Usd(interval.Low)} to {new Usd(interval.High)}";
        return interval is { Low: <= 0, High: >= 0 } ? $"{range}: whether it pays may be chance." : $"{range}.";
    }

    /// <summary>What could be had at best with these guesses.</summary>
    private static string Limit(Comparison comparison)
    {
        var (limit, best) = (comparison.Limit.Replay, comparison.Best?.Replay.NetValueUsd);
        var who = $"{limit.Policy}, which knows which of the offered guesses are right";
        var has = $"{limit.SavedPercent:N1} % of the time for {limit.ExtraUsdPercent:N1} % more dollars, worth {new Usd(limit.NetValueUsd)}";
        return (limit.NetValueUsd, best) switch
        {
            ( <= 0, null) => $"Not even {who}, gains anything: there is nothing here to be had.",
            (_, null) => $"The limit is {who}: {has}.",
            var (most, net) when net > most => $"That is more than {who}, has ({has}): it is offered other guesses than the policy that paid most.",
            var (most, net) => $"The limit is {who}: {has}. {Math.Floor(100 * net.Value / most):N0} % of it was reached.",
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
