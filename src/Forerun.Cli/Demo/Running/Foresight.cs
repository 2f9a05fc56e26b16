using Forerun.Replay;
using Forerun.Traces;

namespace Forerun.Cli.Demo.Running;

/// <summary>How long the letters would have taken somebody who knew each answer before: what was recorded, replayed under <c>free-oracle</c>.</summary>
internal static class Foresight
{
    /// <summary>Seconds; null if nothing was recorded. They need no prices, so a model without one is no matter here.</summary>
    public static decimal? Seconds(PassResult recorded, CancellationToken cancellationToken)
    {
        var runs = recorded.Letters.Where(l => l.Answer is not null).Select(l => l.Trace).OfType<TraceRun>().Select(Priceless).ToList();
        if (runs.Count == 0) return null;
        var trace = new Trace { Name = "demo", Runs = runs };
        return Replayer.Run(trace, new ReplayOptions { Policy = "free-oracle" }, cancellationToken).Speculative.Seconds;
    }

    private static TraceRun Priceless(TraceRun run) => run with { Steps = [.. run.Steps.Select(s => s with { Model = null, Usage = null })] };
}
