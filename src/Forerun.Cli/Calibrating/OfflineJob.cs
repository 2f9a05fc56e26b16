using Forerun.Calibrating;
using Forerun.Cli.Demo.Showing;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Ledgers;
using Forerun.Replay;
using Forerun.Replay.Aiming;
using Forerun.Replay.Calibrating;
using Forerun.Replay.Importing;

namespace Forerun.Cli.Calibrating;

/// <summary>
/// What recorded runs can say before the first live one: with every edge offline they are replayed, those edges that pass go on to shadow, and of
/// the others it is said what they lack; and replayed at several dials they give the front that targets begin on.
/// </summary>
internal static class OfflineJob
{
    public static int Run(PassRequest request, string policy, CalibrationFiles files, Terminal terminal, CancellationToken cancellation)
    {
        var options = PassFiles.Options(request, cancellation) with { Policy = policy };
        var trace = TraceFile.Read(request.Trace, cancellation);
        var store = CalibrateJob.Opened(files.Learned, mayBeNew: true);
        var shown = Shown(trace, options, terminal, cancellation);
        var fronts = Fronts.Of(trace, options, cancellation);
        var learned = store.Of(null);
        learned.Aims.Restore([], fronts);
        var calibration = learned.Calibration;
        var moves = shown.Select(edge => Passed(calibration, edge)).OfType<MoveRow>().ToList();
        CalibrateJob.Keep(store, files, moves, terminal);
        var names = shown.Select(s => s.Edge).ToHashSet();
        var edges = calibration.Snapshot().Where(e => names.Contains(e.Edge)).ToList();
        if (request.Json)
        {
            OneObject.Write(terminal.Out, json =>
            {
                json.WriteString("trace", trace.Name);
                json.WriteString("policy", policy);
                json.WriteNumber("dial", options.Dial);
                json.WriteNumber("value_of_time", options.ValueOfTime.Amount);
                MoveWords.WriteJson(json, moves);
                StatusPage.WriteJson(json, edges);
                StatusPage.WriteJson(json, fronts);
                ReplayJson.Skipped(json, trace.Skipped);
            });
        }
        else
        {
            Write(terminal, moves, edges, $"{policy}, dial {options.Dial}, {Phrases.Rate(options.ValueOfTime.Amount)}");
            foreach (var front in fronts) Wrapped.Write(terminal, "", FrontWords.Of(front));
        }

        return Skipped.Tell(terminal, [trace]) ? Failures.Failed : 0;
    }

    private static IReadOnlyList<StageState> Shown(Traces.Trace trace, ReplayOptions options, Terminal terminal, CancellationToken cancellation)
    {
        using var progress = new SlowProgress(terminal, "runs");
        return OfflineReplay.Run(trace, options with { Progress = progress }, cancellation);
    }

    /// <summary>The move that recorded runs allow; null: the edge is not offline, or they do not.</summary>
    private static MoveRow? Passed(Calibration calibration, StageState shown)
    {
        var known = calibration.Keep(shown);
        if (known.Stage != Stage.Offline || Gate.Next(shown, new Gates()) is not { } next || calibration.Command(shown.Edge, next, MoveReason.Passed) is not { } move) return null;
        return MoveRow.Of(new Tags("", shown.Edge.Workflow, ""), TimeSpan.Zero, move with { Before = shown });
    }

    private static void Write(Terminal terminal, List<MoveRow> moves, List<StageState> edges, string how)
    {
        MoveWords.Write(terminal.Out, moves);
        var moved = moves.Select(m => m.Edge).ToHashSet();
        if (moves.Count == 0) Wrapped.Write(terminal, "", edges.Count == 0 ? "The trace has no edges: no step reads another's output." : $"No edge was moved ({how}). Where they stand:");
        StatusPage.Tell(terminal, edges.Where(e => !moved.Contains(e.Edge)));
    }
}
