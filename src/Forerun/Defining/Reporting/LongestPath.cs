using Forerun.Ledgers;
using Forerun.Workflows;

namespace Forerun.Defining.Reporting;

/// <summary>How long the real calls of a run take when each begins as soon as all that it depends on is known, and none before.</summary>
internal static class LongestPath
{
    /// <summary>The length; null if a real call isn't known or was tried again.</summary>
    public static TimeSpan? Of(
        IReadOnlyList<PlannedCall> plan, IReadOnlyList<AttemptRow> attempts, IEnumerable<BetRow> bets, IReadOnlyDictionary<string, TimeSpan> leaving)
    {
        var hits = bets.Where(b => b.Outcome == Outcome.Hit).Select(b => b.Attempt).ToHashSet();
        var real = attempts.Where(a => a.Standing == Standing.Authoritative || hits.Contains(a.Attempt)).ToLookup(a => a.Slot);
        var ends = new Dictionary<string, TimeSpan>();
        foreach (var step in plan)
        {
            if (real[step.Slot].ToList() is not [{ End: AttemptEnd.Finished } attempt]) return null;
            var ready = step.After.Select(d => ends.GetValueOrDefault(d.Reading.Slot)).DefaultIfEmpty().Max();
            ends[step.Slot] = ready + (attempt.At - attempt.StartedAt) + leaving.GetValueOrDefault(step.Slot);
        }

        return ends.Values.Max();
    }
}
