using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Fitting;

/// <summary>
/// Runs replayed as further runs of their source would be: by what other runs have taught, at most ten in a row. Groups of runs are dealt out to a few
/// folds, and each fold is replayed by what all others have taught. Half of the folds are taught for the other half at once, and so on within each:
/// that teaches each run only as often as the folds can be halved.
/// </summary>
internal sealed class LeaveOut
{
    private const string Policy = "forerun";

    /// <summary>How many further runs a prediction is of.</summary>
    public const int Further = 10;

    private const int FewSteps = 2_000, ManySteps = 20_000;

    private readonly Trace trace;
    private readonly ReplayOptions options;
    private readonly IReadOnlyList<IReadOnlyList<TraceRun>> groups;
    private readonly Action progress;
    private readonly int folds;
    private readonly Dictionary<TraceRun, int> foldOf = new(ReferenceEqualityComparer.Instance);

    private LeaveOut(Trace trace, ReplayOptions options, IReadOnlyList<IReadOnlyList<TraceRun>> groups, Action progress)
    {
        (this.trace, this.options, this.groups, this.progress) = (trace, options, groups, progress);
        folds = FoldsOf(trace, groups.Count);
        for (var i = 0; i < groups.Count; i++)
            foreach (var run in groups[i]) foldOf[run] = i % folds;
    }

    /// <summary>The runs, group by group in their order: none has learned from a run of its own group, and but for its fold from all others.</summary>
    public static IReadOnlyList<IReadOnlyList<ReplayedRun>> Of(
        Trace trace, ReplayOptions options, IReadOnlyList<IReadOnlyList<TraceRun>> groups, Action progress, CancellationToken cancellation)
    {
        if (groups.Count == 0) return [];
        var left = new LeaveOut(trace, options, groups, progress);
        return [.. left.Between(new Pass(trace.Runs, options), 0, left.folds, cancellation).OrderBy(g => g.Group).Select(g => g.Runs)];
    }

    /// <summary>How often each run is taught at most.</summary>
    public static int Lessons(Trace trace, int groups) => (int)Math.Ceiling(Math.Log2(Math.Max(1, FoldsOf(trace, groups))));

    private static int FoldsOf(Trace trace, int groups) => Math.Min(groups, trace.Runs.Sum(r => r.Steps.Count) switch { <= FewSteps => 16, <= ManySteps => 4, _ => 2 });

    /// <summary>The groups of some folds, by a pass that has been taught by all others.</summary>
    private List<(int Group, List<ReplayedRun> Runs)> Between(Pass taught, int from, int to, CancellationToken cancellation)
    {
        if (to - from == 1) return Replayed(taught, from, cancellation);
        var middle = (from + to) / 2;
        var halves = SideBySide.Run<List<(int, List<ReplayedRun>)>>(
            [
                stop => Between(Taught(taught, middle, to, stop), from, middle, stop),
                stop => Between(Taught(taught, from, middle, stop), middle, to, stop),
            ],
            cancellation);
        return [.. halves[0], .. halves[1]];
    }

    private Pass Taught(Pass taught, int from, int to, CancellationToken cancellation)
    {
        var pass = taught.Copy();
        foreach (var run in trace.Runs)
        {
            if (foldOf[run] < from || foldOf[run] >= to) continue;
            pass.Replay(run, Policy, null, cancellation);
            progress();
        }

        return pass;
    }

    private List<(int Group, List<ReplayedRun> Runs)> Replayed(Pass taught, int fold, CancellationToken cancellation)
    {
        List<(int, List<ReplayedRun>)> replayed = [];
        var (pass, since) = (taught.Copy(), 0);
        for (var group = fold; group < groups.Count; group += folds)
        {
            List<ReplayedRun> runs = [];
            foreach (var run in groups[group])
            {
                if (since > 0 && since % Further == 0) pass = taught.Copy();
                since++;
                runs.Add(pass.Replay(run, Policy, null, cancellation));
            }

            replayed.Add((group, runs));
        }

        return replayed;
    }
}
