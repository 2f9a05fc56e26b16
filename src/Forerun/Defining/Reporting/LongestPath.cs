using Forerun.Ledgers;
using Forerun.Workflows;

namespace Forerun.Defining.Reporting;

/// <summary>
/// How long the real calls of a run take without bets: each begins as long after all that it depends on as it did here, and takes as
/// long; one that a bet had begun begins at once. Where no bet was right that is what the run took.
/// </summary>
internal static class LongestPath
{
    /// <summary>The length; null if a real call isn't known or was tried again.</summary>
    /// <param name="plan">The calls, each behind those that it depends on.</param>
    /// <param name="attempts">What was run.</param>
    /// <param name="hits">The attempts that were bets and right.</param>
    /// <param name="knownAt">When what an attempt has brought was known, by its number and its end.</param>
    public static TimeSpan? Of(
        IReadOnlyList<PlannedCall> plan, IReadOnlyList<AttemptRow> attempts, HashSet<int> hits, Func<int, TimeSpan, TimeSpan> knownAt)
    {
        var real = attempts.Where(a => a.Standing == Standing.Authoritative || hits.Contains(a.Attempt)).ToLookup(a => a.Slot);
        var ends = new Dictionary<string, (TimeSpan Here, TimeSpan Without)>();
        foreach (var step in plan)
        {
            if (real[step.Slot].ToList() is not [{ End: AttemptEnd.Finished } attempt]) return null;
            var before = step.After.Select(d => ends.GetValueOrDefault(d.Reading.Slot)).ToList();
            var due = before.Select(b => b.Here).DefaultIfEmpty().Max();
            var known = knownAt(attempt.Attempt, attempt.At);
            if (known < due) known = due;
            var took = !hits.Contains(attempt.Attempt) ? known - due
                : attempt.At - attempt.StartedAt + (known - (attempt.At > due ? attempt.At : due));
            ends[step.Slot] = (known, before.Select(b => b.Without).DefaultIfEmpty().Max() + took);
        }

        return ends.Values.Max(e => e.Without);
    }
}
