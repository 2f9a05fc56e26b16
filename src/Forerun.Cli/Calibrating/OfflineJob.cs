using Forerun.Calibrating;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Ledgers;
using Forerun.Replay;
using Forerun.Replay.Importing;

namespace Forerun.Cli.Calibrating;

/// <summary>The first gate: recorded runs are replayed with every edge offline, and those that pass go on to shadow.</summary>
internal static class OfflineJob
{
    public static int Run(string path, CalibrationFiles files, Terminal terminal, CancellationToken cancellation)
    {
        var trace = TraceFile.Read(path, cancellation);
        var store = CalibrateJob.Opened(files.Learned, mayBeNew: true);
        var passed = Passed(trace, cancellation);
        var calibration = store.Of(null).Calibration;
        var moves = passed.Where(m => calibration.StandOf(m.Edge).Stage == Stage.Offline && calibration.Command(m.Edge, m.To, m.Why) is not null).ToList();
        if (moves.Count > 0) CalibrateJob.Keep(store, files, moves, terminal);
        else terminal.Out.WriteLine($"No edge that is offline has passed: it takes {new Gates().OfflineDecisions} decisions, and a rate of hits that its bets need. forerun fit {path} says more.");
        return Skipped.Tell(terminal, [trace]) ? Failures.Failed : 0;
    }

    /// <summary>The moves out of offline that a replay finds. Nothing goes on from shadow: that is for live runs.</summary>
    private static List<MoveRow> Passed(Traces.Trace trace, CancellationToken cancellation)
    {
        var offline = new Gates { Entry = Entry.Gated, ShadowDecisions = int.MaxValue };
        var seen = new Seen();
        Replayer.Run(trace, new ReplayOptions { Gates = offline, Ledger = seen }, cancellation);
        return seen.Moves;
    }

    private sealed class Seen : ILedger
    {
        public List<MoveRow> Moves { get; } = [];

        public void Append(LedgerRow row)
        {
            if (row is MoveRow { Why: MoveReason.Passed, To.Stage: Stage.Shadow } move) Moves.Add(move);
        }
    }
}
