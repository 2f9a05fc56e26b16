using Forerun.Calibrating;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Ledgers;
using Forerun.Replay;
using Forerun.Replay.Aiming;
using Forerun.Replay.Importing;

namespace Forerun.Cli.Calibrating;

/// <summary>
/// What recorded runs can say before the first live one: with every edge offline they are replayed, and those edges that pass go on to shadow; and replayed
/// at several dials they give the front that targets begin on.
/// </summary>
internal static class OfflineJob
{
    public static int Run(string path, string policy, CalibrationFiles files, Terminal terminal, CancellationToken cancellation)
    {
        var trace = TraceFile.Read(path, cancellation);
        var store = CalibrateJob.Opened(files.Learned, mayBeNew: true);
        var learned = store.Of(null);
        var passed = Passed(trace, cancellation);
        var fronts = Fronts.Of(trace, new ReplayOptions { Policy = policy }, cancellation);
        learned.Aims.Restore([], fronts);
        var moves = passed.Where(m => learned.Calibration.StandOf(m.Edge).Stage == Stage.Offline && learned.Calibration.Command(m.Edge, m.To, m.Why) is not null).ToList();
        CalibrateJob.Keep(store, files, moves, terminal);
        if (moves.Count == 0)
            terminal.Out.WriteLine($"No edge that is offline has passed: it takes {new Gates().OfflineDecisions} decisions, and a rate of hits that its bets need. forerun fit {path} says more.");
        foreach (var front in fronts) terminal.Out.WriteLine(FrontWords.Of(front));
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
