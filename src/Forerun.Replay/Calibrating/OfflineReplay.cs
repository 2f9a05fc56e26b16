using Forerun.Calibrating;
using Forerun.Effects;
using Forerun.Replay.Fitting;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Calibrating;

/// <summary>The first gate: recorded runs are replayed with every edge offline, so nothing is begun on a guess and only predictors are paid.</summary>
public static class OfflineReplay
{
    /// <summary>Replays the runs one after the other, each learning from those before it.</summary>
    /// <param name="trace">The runs.</param>
    /// <param name="options">How; what they say of gates, targets and training is not asked.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>
    /// What guesses on each edge of the trace have come to, offline, with the whole trace in <see cref="StageState.Seen"/>; also edges of
    /// which nothing was guessed. In the order in which edges come, those that the trace does not declare last.
    /// </returns>
    /// <exception cref="ReplayException">The trace can't be replayed, or the policy knows the record: then it shows nothing of live runs.</exception>
    /// <exception cref="Pricing.UnknownPriceException">A model of the trace has no price: its cost is unknown, never zero.</exception>
    public static IReadOnlyList<StageState> Run(Trace trace, ReplayOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(options);
        options = options with { Gates = new Gates { Entry = Entry.Gated, Automatic = false }, Target = null, Train = null, LeaveOutTask = false };
        trace = Replayer.Checked(trace, options, [options.Policy]);
        if (PolicyNames.Foresees(options.Policy)) throw new ReplayException($"The policy '{options.Policy}' knows the record, so it shows nothing of live runs; take for example cost-aware or forerun.");
        var (pass, done) = (new Pass(trace.Runs, options), new Done(options.Progress, trace.Runs.Count));
        foreach (var run in trace.Runs)
        {
            pass.Replay(run, options.Policy, null, cancellation);
            done.Next();
        }

        var shown = pass.Edges.ToDictionary(e => e.Edge);
        List<StageState> edges = [];
        foreach (var edge in EdgeFacts.Of(trace, options))
        {
            var key = new StageKey(edge.Workload, edge.Upstream, edge.Downstream);
            edges.Add((shown.Remove(key, out var known) ? known : new StageState(key)) with { IsInadmissible = edge.Admission == Admission.Inadmissible });
        }

        return [.. edges, .. shown.Values];
    }
}
