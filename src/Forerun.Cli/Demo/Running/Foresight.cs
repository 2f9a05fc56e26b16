using Forerun.Replay;
using Forerun.Traces;

namespace Forerun.Cli.Demo.Running;

/// <summary>
/// How long the letters would have taken somebody who knew each answer the moment it was asked for: the sequential pass as it was recorded,
/// replayed in virtual time under <c>free-oracle</c>. It knows values, not workflows, so like everybody it bets on nothing in the first letter.
/// </summary>
internal static class Foresight
{
    /// <summary>Seconds; null if nothing was recorded.</summary>
    public static decimal? Seconds(PassResult recorded, CancellationToken cancellationToken)
    {
        var runs = recorded.Letters.Where(l => l.Answer is not null).Select(l => l.Trace).OfType<TraceRun>().Select(Priced).ToList();
        if (runs.Count == 0) return null;
        var trace = new Trace { Name = "demo", Runs = runs };
        return Replayer.Run(trace, new ReplayOptions { Policy = "free-oracle" }, cancellationToken).Speculative.Seconds;
    }

    /// <summary>No bet is made on a model without a price; seconds do not hang on which price it is, so a known one stands in.</summary>
    private static TraceRun Priced(TraceRun run) =>
        run with { Steps = [.. run.Steps.Select(s => s.Model is null ? s : s with { Model = DemoRequest.OwnSmall })] };
}
