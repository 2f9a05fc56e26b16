using Forerun.Calibrating;
using Forerun.Pricing;
using Forerun.Replay;
using Forerun.Replay.Importing;

namespace Forerun.Cli.Replaying;

/// <summary>Reads the files that a replay needs.</summary>
internal static class PassFiles
{
    /// <summary>The options of a replay, with the price book and what to learn from.</summary>
    public static ReplayOptions Options(PassRequest request, CancellationToken cancellation) => new()
    {
        Dial = request.Dial,
        Target = request.Target,
        ValueOfTime = new Usd(request.ValueOfTime),
        Quantile = request.Quantile,
        Gates = new Gates { Entry = request.Entry },
        Forget = request.Forget,
        CancelRule = request.CancelRule,
        LeaveOutTask = request.LeaveOutTask,
        Prices = request.Prices is { } file ? DefaultPriceBook.Load().Merge(PriceBookReader.Read(file)) : DefaultPriceBook.Load(),
        Train = request.Train is { } lessons ? TraceFile.Read(lessons, cancellation) : null,
    };
}
