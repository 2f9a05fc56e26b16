using Forerun.Calibrating;
using Forerun.Cli.Accounting;
using Forerun.Cli.Output;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Storage.Learning;

namespace Forerun.Cli.Calibrating;

/// <summary>The files that a calibration is kept in.</summary>
internal sealed record CalibrationFiles(string Learned, string Ledger);

/// <summary>A move that somebody asks for by hand, and where it leads to from where an edge stands; null: nowhere.</summary>
internal sealed record HandMove(string Name, string Workflow, string Edge, Func<Stand, Stand?> To);

/// <summary>Shows where edges stand, and moves one by hand.</summary>
internal static class CalibrateJob
{
    public static int Status(string path, bool json, Terminal terminal)
    {
        var learned = Opened(path).Of(null);
        if (json) StatusPage.WriteJson(terminal.Out, learned);
        else StatusPage.Write(terminal, learned);
        return 0;
    }

    public static int Move(HandMove hand, CalibrationFiles files, bool json, Terminal terminal)
    {
        var store = Opened(files.Learned);
        var calibration = store.Of(null).Calibration;
        var state = Found(calibration, hand.Workflow, hand.Edge);
        if (hand.Name == "promote" && state.IsInadmissible)
        {
            terminal.Error.WriteLine($"'{state.Edge}' of '{hand.Workflow}' is not promoted: {Lacking.Inadmissible}.");
            return Failures.Failed;
        }

        if (hand.To(state.Stand) is not { } stand || calibration.Command(state.Edge, stand) is not { } move)
        {
            terminal.Error.WriteLine($"'{state.Edge}' of '{hand.Workflow}' is in stage {state.Stand}, which {hand.Name} does not lead out of.{Hint(hand.Name, state.Stand)}");
            return Failures.Failed;
        }

        var moves = new List<MoveRow> { MoveRow.Of(new Tags("", hand.Workflow, ""), TimeSpan.Zero, move) };
        Keep(store, files, moves, terminal);
        if (json) OneObject.Write(terminal.Out, o => MoveWords.WriteJson(o, moves));
        else MoveWords.Write(terminal.Out, moves);
        return 0;
    }

    /// <summary>Writes moves to the ledger, and keeps them.</summary>
    public static void Keep(LearnedStore store, CalibrationFiles files, IReadOnlyList<MoveRow> moves, Terminal terminal)
    {
        if (moves.Count > 0)
        {
            using var ledger = LedgerFile.Live(files.Ledger, "forerun calibrate", terminal.Clock);
            foreach (var move in moves) ledger.Append(move with { Tags = new Tags(MoveRow.ByHand, move.Tags.Workflow, ""), At = TimeSpan.Zero });
        }

        if (!store.TrySave()) throw new LedgerException(store.Fault ?? $"'{files.Learned}' could not be written.");
    }

    public static LearnedStore Opened(string path, bool mayBeNew = false)
    {
        if (!mayBeNew && !File.Exists(path))
            throw new LedgerException($"There is no file '{path}' of what runs have learned. A host keeps one (Forerun:Learned); name it with --learned, or make one with: forerun calibrate replay TRACE --learned FILE");
        var store = LearnedStore.Open(path);
        return store.Fault is { } fault ? throw new LedgerException(fault) : store;
    }

    private static StageState Found(Calibration calibration, string workflow, string edge)
    {
        var all = calibration.Snapshot();
        if (all.FirstOrDefault(s => s.Edge.Workflow == workflow && Plain(s.Edge.ToString()) == Plain(edge)) is { } state) return state;
        var names = all.Select(s => $"{s.Edge.Workflow} {s.Edge}").ToList();
        throw new LedgerException($"No edge '{edge}' of a workflow '{workflow}' was seen yet. {(names.Count == 0 ? "There is none at all." : $"Nearest: {string.Join(", ", NearestNames.Of($"{workflow} {edge}", names, 3).Select(n => $"'{n}'"))}.")}");
    }

    private static string Plain(string edge) => edge.Replace(" ", "", StringComparison.Ordinal);

    private static string Hint(string name, Stand stand) => (name, stand.Stage) switch
    {
        ("promote" or "demote", Stage.Killed) => " Use rearm: it goes back to shadow.",
        ("rearm", _) => " Only an edge that was killed is armed again.",
        _ => "",
    };
}
