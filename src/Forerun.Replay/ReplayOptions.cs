using Forerun.Aiming;
using Forerun.Calibrating;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;

namespace Forerun.Replay;

/// <summary>How to replay.</summary>
public sealed record ReplayOptions
{
    /// <summary>The policy by name, for example <c>fixed-depth:4</c>. Default: <c>cost-aware</c>.</summary>
    public string Policy { get; init; } = "cost-aware";

    /// <summary>alpha. Default: 1, latency first.</summary>
    public decimal Dial { get; init; } = 1;

    /// <summary>
    /// A target in place of the dial, which is then only where it begins: where the runs of <see cref="Train"/> put it, if there are any.
    /// Policies that know the record have none. Default: none.
    /// </summary>
    public Target? Target { get; init; }

    /// <summary>lambda in USD per second. Default: 0.01.</summary>
    public Usd ValueOfTime { get; init; } = new(0.01m);

    /// <summary>Decides on this quantile of beliefs, above 0 and at most 0.5; null (default): on their mean.</summary>
    public decimal? Quantile { get; init; }

    /// <summary>What is left of the counts of beliefs at each new observation, above 0 and at most 1. Default: 1, all of it.</summary>
    public double Forget { get; init; } = 1;

    /// <summary>How edges come to be bet on, and what they have to show. Default: at once.</summary>
    public Gates Gates { get; init; } = new();

    /// <summary>The price book. Default: the one that ships.</summary>
    public PriceBook Prices { get; init; } = DefaultPriceBook.Load();

    /// <summary>What cancelled calls cost; null (default): as each run says, else streamed.</summary>
    public CancelRule? CancelRule { get; init; }

    /// <summary>Where decisions and dollars are written. Default: nowhere.</summary>
    public ILedger? Ledger { get; init; }

    /// <summary>Runs to learn from before the first is replayed. Default: none.</summary>
    public Traces.Trace? Train { get; init; }

    /// <summary>Replays each run with nothing learned from runs of the same task. Default: false.</summary>
    public bool LeaveOutTask { get; init; }

    /// <summary>Told after each run how many of how many are done.</summary>
    public IProgress<(int Done, int Of)>? Progress { get; init; }

    /// <summary>The settings of a run. A bracket that knows the record has nothing to show first.</summary>
    internal Settings SettingsFor(Traces.TraceRun run, bool foresees = false) => new()
    {
        Dial = Dial, Target = foresees ? null : Target, ValueOfTime = ValueOfTime, Prices = Prices, Quantile = Quantile, Gates = foresees ? new Gates() : Gates,
        CancelRule = CancelRule ?? run.CancelRule ?? Pricing.CancelRule.Streamed,
    };
}
