using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Replay.Validating;

/// <summary>
/// A bet whose probability falls while its upstream streams is stopped at that moment, and what it has cost is n_in·r_in + f·n_out·r_out with
/// f = elapsed / expected seconds. Where stopping saves nothing (the cancel rule <c>full</c>) it is never stopped. The deviation is the largest
/// distance in USD; a bet that is stopped or held against the rule counts as a whole dollar.
/// </summary>
internal static class StreamingCancellation
{
    public static Check Check(CancellationToken cancellation)
    {
        var worst = 0.0;
        for (var tenths = 5; tenths <= 50; tenths++)
        {
            cancellation.ThrowIfCancellationRequested();
            worst = Math.Max(worst, Math.Max(Streamed(TimeSpan.FromSeconds(tenths / 10.0)), Full(TimeSpan.FromSeconds(tenths / 10.0))));
        }

        return new Check("streaming_cancellation", worst, 1e-9);
    }

    private static double Streamed(TimeSpan fallsAt)
    {
        var (attempt, bet) = new StreamedEdge(fallsAt, CancelRule.Streamed).Run();
        if (bet.Outcome != Outcome.Cancelled || attempt.Cost is not { } cost || attempt.At != fallsAt) return 1;
        return Math.Abs((double)(cost.Amount - Wasted(fallsAt.Ticks / (decimal)StreamedEdge.Takes.Ticks)));
    }

    private static double Full(TimeSpan fallsAt)
    {
        var (attempt, bet) = new StreamedEdge(fallsAt, CancelRule.Full).Run();
        return bet.Outcome == Outcome.Miss && attempt.Cost is { } cost ? Math.Abs((double)(cost.Amount - Wasted(1))) : 1;
    }

    private static decimal Wasted(decimal fraction)
    {
        var prices = DefaultPriceBook.Load();
        if (!prices.TryFind(StreamedEdge.Model, Passes.Curriculum.Began(new ReplayOptions { Prices = prices }), out var price)) return decimal.MaxValue;
        var (input, output) = (StreamedEdge.Tokens.InputTokens!.Value, StreamedEdge.Tokens.OutputTokens!.Value);
        return ((input * price.Input) + (fraction * output * price.Output)) / 1_000_000m;
    }
}
