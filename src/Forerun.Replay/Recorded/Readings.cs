using Forerun.Guessing;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>
/// What is read of outputs. Where a workflow is defined in code that is known before its first run; a trace says it in the step that
/// reads, so it is known when a run has finished. Then predictors hear what was read that nobody expected, and the next run is guessed
/// as if its workflow had been known.
/// </summary>
internal static class Readings
{
    /// <summary>Tells a predictor what a finished run has read, as far as the plan of the run did not say so.</summary>
    public static void Hear(IPredictor predictor, TraceProgram run)
    {
        foreach (var read in Of(run.OwnPlan).GroupBy(r => r.Slot))
        {
            var expected = run.Plan.Count == 0 ? [new Reading(read.Key)] : Of(run.Plan);
            var missed = read.Except(expected).ToList();
            if (missed.Count == 0 || run.Real?.Asked(read.Key) is not { } call || run.Real.Read(read.Key) is not { } value) continue;
            predictor.Observe(run.Real, call, value, missed);
        }
    }

    private static IEnumerable<Reading> Of(IReadOnlyList<PlannedCall> plan) =>
        plan.SelectMany(p => p.After).Where(d => !d.IsOrder).Select(d => d.Reading).Distinct();
}
